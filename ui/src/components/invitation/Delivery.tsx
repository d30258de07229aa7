import { useTranslation } from 'react-i18next';
import type { DeliveryState } from '../../ipc/bindings';
import { DeliveryWord } from '../Status';
import styles from './invitation.module.css';

/** How the newest mail went, with the server's words where it did not arrive for certain, or why it was not sent. */
export function Delivery({ state, note }: { state: DeliveryState; note: string | null }) {
  const { t } = useTranslation();
  return (
    <>
      <DeliveryWord state={state} />
      {note === null ? null : (
        <>
          {state === 'dropped' ? null : <p className={styles.under}>{t('user.server_words')}</p>}
          <p className={styles.quote}>{note}</p>
        </>
      )}
    </>
  );
}
