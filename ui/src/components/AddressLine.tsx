import { useTranslation } from 'react-i18next';
import styles from './AddressLine.module.css';
import { CopyButton } from './CopyButton';

/** Somebody's address at the head of a panel, to read whole and to copy. */
export function AddressLine({ address }: { address: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.line}>
      <span className={styles.text}>{address}</span>
      <CopyButton text={address} label={t('user.copy')} />
    </p>
  );
}
