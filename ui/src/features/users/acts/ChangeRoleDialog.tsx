import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Select } from '../../../components/Choice';
import { Dialog, Reason } from '../../../components/Dialog';
import { FailureNote } from '../../../components/ListState';
import type { MeantUsers } from '../../../components/roles/meant';
import { useChangeOfAll } from '../../../components/roles/useChangeOfAll';
import { useGiving } from '../../../components/roles/useGiving';
import { useNames } from '../../../components/roles/useNames';
import type { RoleId } from '../../../ipc/bindings';
import { asFailure } from '../../../ipc/failure';
import { GiveUpNote } from './GiveUpNote';
import { HeldPick, firstHeld, rolesOf } from './HeldPick';
import styles from './acts.module.css';

/** Gives another role in a group to those who have one there. */
export function ChangeRoleDialog({ meant, onClose }: { meant: MeantUsers; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { roles, mayGive } = useGiving();
  const { count, who, has } = meant;
  const [held, setHeld] = useState(() => firstHeld(has, mayGive));
  const [to, setTo] = useState<RoleId | null>(null);
  const change = useChangeOfAll(meant, onClose);
  const reason =
    held.group === null
      ? t(has === null ? 'change_role.choose_group' : 'change_role.choose_held')
      : to === null
        ? t('change_role.choose_role')
        : to === held.role
          ? t('change_role.same')
          : '';
  const again = () => {
    if (held.group === null || to === null) return;
    const [group, was] = [names.group(held.group), held.role === null ? null : names.role(held.role)];
    const words =
      was === null
        ? t('user_acts.changed', { group, to: names.role(to) })
        : t('held.changed', { group, from: was, to: names.role(to) });
    change.mutate({ change: { kind: 'replace', group: held.group, from: rolesOf(held), to }, words });
  };
  return (
    <Dialog
      title={who === null ? t('change_role.title', { count }) : t('change_role.title_who', { who })}
      onClose={onClose}
      actions={
        <>
          <Reason id="change-reason">{reason}</Reason>
          <Button onPress={onClose}>{t('user_acts.not')}</Button>
          <Button
            kind="primary"
            isDisabled={reason !== ''}
            aria-describedby="change-reason"
            onPress={again}
            isPending={change.isPending}
          >
            {t('change_role.do')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {who === null ? <p className={styles.faint}>{t('change_role.text')}</p> : null}
        <HeldPick has={has} value={held} onChange={setHeld} />
        <Select
          label={t('change_role.to')}
          placeholder={t('role_pick.role_none')}
          value={to === null ? null : String(to)}
          onChange={(role) => setTo(Number(role))}
          options={roles.map((role) => ({ value: String(role.id), label: role.name }))}
        />
        <GiveUpNote meant={meant} held={held} to={to} />
        {change.error === null ? null : <FailureNote failure={asFailure(change.error)} retry={again} />}
      </div>
    </Dialog>
  );
}
