import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../ipc/bindings';
import { useStart } from '../../ipc/queries';
import { groupWords } from './userColumns';
import styles from './Users.module.css';

/** What a user may do, and where. */
export function UserAssignments({ assignments }: { assignments: Assignment[] }) {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  if (assignments.length === 0) return <p className={styles.faint}>{t('users.no_assignments')}</p>;
  return (
    <ul>
      {assignments.map((each) => (
        <li key={`${each.group}-${each.role}`} className={styles.assignmentRow}>
          <span className={styles.path}>{groupWords(each.group_path, account)}</span>
          <span className={styles.role}>{each.role_name}</span>
        </li>
      ))}
    </ul>
  );
}
