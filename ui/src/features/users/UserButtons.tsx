import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { InvitationButtons } from '../../components/invitation/InvitationButtons';
import type { UserDetails } from '../../ipc/bindings';
import { useAdministersAll, useStart } from '../../ipc/queries';
import { onlyUser, useUserActs } from './acts/acts';
import styles from './Users.module.css';

/** What can be done with a user besides changing their roles: about their invitation while there is one, and removing them. */
export function UserButtons({ user }: { user: UserDetails }) {
  const { t } = useTranslation();
  const acts = useUserActs();
  const everything = useAdministersAll();
  const account = useStart().data?.workspace?.account ?? '';
  const id = useId();
  const [newest] = user.invitations;
  const removed = user.status === 'removed';
  const remove = () => acts.removeFromAccount(onlyUser(user));
  const removable = everything && !removed;
  if (newest !== undefined && user.status !== 'active')
    return (
      <InvitationButtons
        row={newest}
        removed={removed}
        more={
          removable ? [{ id: 'remove', entries: [{ id: 'remove', label: t('user_acts.remove'), act: remove }] }] : []
        }
      />
    );
  if (!removable) return null;
  return (
    <>
      <div className={styles.buttons} role="group" aria-label={t('user.actions')}>
        <Button onPress={remove} {...(user.last_administrator ? { 'aria-describedby': id } : {})}>
          {t('user_acts.remove')}
        </Button>
      </div>
      {user.last_administrator ? (
        <p className={styles.note} id={id}>
          {t('user.last_administrator', { account })}
        </p>
      ) : null}
    </>
  );
}
