import { useTranslation } from 'react-i18next';
import type { RemovalPreview } from '../ipc/bindings';
import styles from './RemovalEnds.module.css';

interface Props {
  ends: RemovalPreview;
  /** What stays, and whether it can be undone. */
  stays: string;
}

/** What a removal from the account ends, in numbers. */
export function RemovalEnds({ ends, stays }: Props) {
  const { t } = useTranslation();
  const { users, members, assignments, invitations, sent_invitations: sent, requests } = ends;
  const several = users > 1;
  const lines: string[] = [];
  if (several && members > 0) lines.push(t('removal.members', { count: members }));
  if (several && users > members) lines.push(t('removal.invited', { count: users - members }));
  if (assignments > 0) lines.push(t('removal.roles', { count: assignments }));
  if (invitations > 0)
    lines.push(several ? t('removal.invitations', { count: invitations }) : t('removal.their_invitation'));
  if (sent > 0) lines.push(t('removal.sent', { count: sent }));
  if (requests > 0) lines.push(t('removal.requests', { count: requests }));
  return (
    <div>
      {lines.length === 0 ? null : (
        <ul className={styles.ends} aria-label={t('removal.ends')}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p>{stays}</p>
    </div>
  );
}
