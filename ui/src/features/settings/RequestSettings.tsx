import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/Field';
import { Section } from './Section';
import styles from './Settings.module.css';
import type { SectionProps } from './SettingsPage';

export function RequestSettings({ draft, set, problem }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('settings.requests')} text={t('settings.requests_text')}>
      <div className={styles.days}>
        <TextField
          label={t('settings.lapse')}
          suffix={t('settings.days_suffix')}
          inputMode="numeric"
          hint={t('settings.lapse_hint')}
          value={draft.request_lapse_days}
          onChange={(request_lapse_days) => set({ request_lapse_days })}
          problem={problem('request_lapse_days')}
        />
      </div>
    </Section>
  );
}
