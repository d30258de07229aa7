import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/Field';
import styles from './Settings.module.css';
import type { SectionProps } from './SettingsPage';

/** How fast mails leave for a server. */
export function Sending({ draft, set, problem }: SectionProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      <TextField
        label={t('settings.per_minute')}
        hint={t('settings.per_minute_hint')}
        placeholder={t('settings.per_minute_empty')}
        inputMode="numeric"
        value={draft.mail_per_minute}
        onChange={(mail_per_minute) => set({ mail_per_minute })}
        problem={problem('mail_per_minute')}
      />
      <TextField
        label={t('settings.connections')}
        hint={t('settings.connections_hint')}
        inputMode="numeric"
        value={draft.mail_connections}
        onChange={(mail_connections) => set({ mail_connections })}
        problem={problem('mail_connections')}
      />
    </div>
  );
}
