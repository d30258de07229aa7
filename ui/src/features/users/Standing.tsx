import { useTranslation } from 'react-i18next';
import { StatusWord } from '../../components/Status';
import { fullDate, relativeDate, relativeDay, useNow } from '../../components/time';
import type { Timestamp, UserDetails } from '../../ipc/bindings';
import styles from './Users.module.css';

type Since = 'joined' | 'until' | 'ended' | 'answered' | 'removed';

/** The moment that goes with a status, if it is known. */
function momentOf(user: UserDetails): [Since, Timestamp] | null {
  const [newest] = user.invitations;
  const pair = (since: Since, at: Timestamp | null | undefined): [Since, Timestamp] | null =>
    at == null ? null : [since, at];
  switch (user.status) {
    case 'active':
      return pair('joined', user.joined_at);
    case 'pending':
    case 'expiring':
      return pair('until', user.expires_at);
    case 'expired':
      return pair('ended', user.expires_at);
    case 'declined':
    case 'cancelled':
      return pair('answered', newest?.answered_at);
    case 'removed':
      return pair('removed', user.history.find((entry) => entry.verb === 'removed')?.at);
  }
}

/** How a user stands, and since or until when. */
export function Standing({ user }: { user: UserDetails }) {
  const { t } = useTranslation();
  const now = useNow();
  const moment = momentOf(user);
  return (
    <p className={styles.standing}>
      <StatusWord status={user.status} />
      {moment === null ? null : (
        <time className={styles.faint} dateTime={moment[1]} title={fullDate(moment[1])}>
          {t(`user.standing.${moment[0]}`, {
            when:
              moment[0] === 'until' || moment[0] === 'ended'
                ? relativeDay(moment[1], now)
                : relativeDate(moment[1], now),
          })}
        </time>
      )}
    </p>
  );
}
