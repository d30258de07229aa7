import { useTranslation } from 'react-i18next';
import type { Grant, InvitationRow } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { useRoles, useStart } from '../../ipc/queries';
import { Button, IconButton } from '../Button';
import { Select } from '../Choice';
import { FailureNote } from '../ListState';
import { isOpen, useInvitationActs } from './acts';
import { sameGrant } from './grants';
import styles from './invitation.module.css';
import { useChangeOffer } from './useChangeOffer';

/** What an invitation offers. While it can be answered, every role can be changed where it stands. */
export function Offer({ row }: { row: InvitationRow }) {
  const { t } = useTranslation();
  const acts = useInvitationActs();
  const roles = useRoles().data ?? [];
  const account = useStart().data?.workspace?.account ?? '';
  const change = useChangeOffer(row);
  const from = row.offered.map(({ group, role }): Grant => ({ group, role }));
  const open = isOpen(row);
  const become = (to: Grant[]) => change.mutate({ from, to });
  if (row.offered.length === 0 && !open) return <p className={styles.faint}>{t('invitation.no_offer')}</p>;
  return (
    <>
      <ul className={styles.offer}>
        {row.offered.map((each, at) => {
          const group = each.group_path === '/' ? account : each.group_path;
          return (
            <li key={`${each.group}-${each.role}`}>
              <span className={styles.path}>{group}</span>
              {open ? (
                <>
                  <Select
                    bare
                    label={t('group_roles.role_in', { group })}
                    value={String(each.role)}
                    onChange={(value) => {
                      const wanted = { group: each.group, role: Number(value) };
                      const others = from.filter((_, place) => place !== at);
                      become(others.some((other) => sameGrant(other, wanted)) ? others : from.with(at, wanted));
                    }}
                    options={roles.map((role) => ({ value: String(role.id), label: role.name }))}
                  />
                  {row.offered.length > 1 ? (
                    <IconButton
                      small
                      icon="close"
                      label={t('group_roles.remove', { group })}
                      onPress={() => become(from.filter((_, place) => place !== at))}
                    />
                  ) : null}
                </>
              ) : (
                <span className={styles.role}>{each.role_name}</span>
              )}
            </li>
          );
        })}
      </ul>
      {change.error === null ? null : <FailureNote failure={asFailure(change.error)} />}
      {open ? (
        <div className={styles.add}>
          <Button small kind="quiet" icon="add" onPress={() => acts.changeOffer(row)}>
            {t('invitation.add_group')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
