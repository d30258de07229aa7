import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Dialog, Reason } from '../../../components/Dialog';
import { FailureNote } from '../../../components/ListState';
import type { MeantUsers } from '../../../components/roles/meant';
import { useChangeOfAll } from '../../../components/roles/useChangeOfAll';
import { useGiving } from '../../../components/roles/useGiving';
import { useNames } from '../../../components/roles/useNames';
import { asFailure } from '../../../ipc/failure';
import { GiveUpNote } from './GiveUpNote';
import { HeldPick, firstHeld, rolesOf } from './HeldPick';
import styles from './acts.module.css';

/** Takes what they have in a group from those who are meant. They stay in the account. */
export function LeaveGroupDialog({ meant, onClose }: { meant: MeantUsers; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { mayGive } = useGiving();
  const { count, who, has } = meant;
  const [held, setHeld] = useState(() => firstHeld(has, mayGive));
  const take = useChangeOfAll(meant, onClose);
  const reason = held.group === null ? t(has === null ? 'change_role.choose_group' : 'change_role.choose_held') : '';
  const again = () => {
    if (held.group === null) return;
    const group = names.group(held.group);
    const words =
      held.role === null
        ? t('user_acts.left_group', { group })
        : t('held.taken', { group, role: names.role(held.role) });
    take.mutate({ change: { kind: 'take', group: held.group, roles: rolesOf(held) }, words });
  };
  return (
    <Dialog
      title={who === null ? t('leave_group.title', { count }) : t('leave_group.title_who', { who })}
      onClose={onClose}
      actions={
        <>
          <Reason id="leave-reason">{reason}</Reason>
          <Button onPress={onClose}>{t('user_acts.not')}</Button>
          <Button
            kind="primary"
            isDisabled={reason !== ''}
            aria-describedby="leave-reason"
            onPress={again}
            isPending={take.isPending}
          >
            {t('leave_group.do')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.faint}>{t('leave_group.text', { count })}</p>
        <HeldPick has={has} value={held} onChange={setHeld} />
        <GiveUpNote meant={meant} held={held} to={null} />
        {take.error === null ? null : <FailureNote failure={asFailure(take.error)} retry={again} />}
      </div>
    </Dialog>
  );
}
