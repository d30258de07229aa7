import { useTranslation } from 'react-i18next';
import type { InvitationRow } from '../../ipc/bindings';
import { Fold } from '../Fold';
import { StatusWord } from '../Status';
import { InvitationFacts } from './InvitationFacts';
import styles from './invitation.module.css';

/** What came before the newest invitation, folded until it is asked for. */
export function EarlierInvitations({ rows }: { rows: InvitationRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <div className={styles.earlier}>
      <Fold title={t('invitation.earlier', { count: rows.length })}>
        <ol>
          {rows.map((row) => (
            <li key={row.id} className={styles.earlierLine}>
              <StatusWord status={row.status} />
              <InvitationFacts row={row} />
            </li>
          ))}
        </ol>
      </Fold>
    </div>
  );
}
