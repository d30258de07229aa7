import { useTranslation } from 'react-i18next';
import type { RequestRow } from '../../ipc/bindings';
import { useStart } from '../../ipc/queries';
import styles from './Requests.module.css';

/** How many would be given what, if each is given what is suggested. */
export function SuggestedEach({ rows }: { rows: RequestRow[] }) {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  const kinds = new Map<string, { role: string; group: string; count: number }>();
  for (const { suggested } of rows) {
    if (suggested === null) continue;
    const group = suggested.group_path === '/' ? account : suggested.group_path;
    const key = `${suggested.group}:${suggested.role}`;
    const kind = kinds.get(key) ?? { role: suggested.role_name, group, count: 0 };
    kinds.set(key, { ...kind, count: kind.count + 1 });
  }
  const most = [...kinds].toSorted(([, one], [, other]) => other.count - one.count);
  return (
    <ul className={styles.each} aria-label={t('approve.each')}>
      {most.map(([key, { role, group, count }]) => (
        <li key={key}>{t('approve.each_line', { count, role, group })}</li>
      ))}
    </ul>
  );
}
