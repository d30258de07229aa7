import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/Field';
import { Section } from './Section';
import styles from './Settings.module.css';
import type { SectionProps } from './SettingsPage';

export function InvitationSettings({ draft, set, problem }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('settings.invitations')} text={t('settings.invitations_text')}>
      <div className={styles.days}>
        <TextField
          label={t('settings.days')}
          suffix={t('settings.days_suffix')}
          inputMode="numeric"
          value={draft.invitation_days}
          onChange={(invitation_days) => set({ invitation_days })}
          problem={problem('invitation_days')}
        />
      </div>
      <TextField
        label={t('settings.reminders')}
        hint={t('settings.reminders_hint')}
        placeholder={t('settings.reminders_example')}
        value={draft.invitation_reminders}
        onChange={(invitation_reminders) => set({ invitation_reminders })}
        problem={problem('invitation_reminders')}
      />
    </Section>
  );
}
