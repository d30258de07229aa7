import { useTranslation } from 'react-i18next';
import { ShownText } from '../../../components/ShownText';
import type { ColumnsView, Mapping } from '../../../ipc/bindings';
import styles from './columns.module.css';
import { firstRead } from './meanings';

/** What one row is read as, while its columns are explained. */
export function Preview({ columns, mapping }: { columns: ColumnsView; mapping: Mapping }) {
  const { t } = useTranslation();
  const read = firstRead(columns, mapping);
  if (read === null) return <p className={styles.preview}>{t('import.preview_none')}</p>;
  const { address, name, group, role } = read;
  const who = name === '' || address === '' ? name + address : `${name} <${address}>`;
  const part = (text: string, otherwise: string) =>
    text === '' ? <em className={styles.lacks}>{otherwise}</em> : <ShownText>{text}</ShownText>;
  return (
    <p className={styles.preview} role="status">
      <span className={styles.previewTitle}>{t('import.preview')}</span>{' '}
      <strong>{part(who, t('import.preview_nobody'))}</strong>
      {address === '' && name !== '' ? <> {part('', t('import.preview_no_address'))}</> : null}
      {' · '}
      {part(group, t('import.preview_no_group'))}
      {' · '}
      {part(role, t('import.preview_no_role'))}
    </p>
  );
}
