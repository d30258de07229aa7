import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Radios, Select } from '../../components/Choice';
import { TextField } from '../../components/Field';
import { FailureNote, Note } from '../../components/ListState';
import { commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { type Draft, inputOf, numberProblems } from './draft';
import { OwnNotices } from './OwnNotices';
import { Section } from './Section';
import { Sending } from './Sending';
import styles from './Settings.module.css';
import type { SectionProps } from './SettingsPage';

/** The port that goes with a way of making the connection safe. */
const usualPort: Record<Draft['security'], string> = { tls: '465', start_tls: '587', plain: '25' };

export function MailSettings(section: SectionProps) {
  const { view, draft, set, problem } = section;
  const { t } = useTranslation();
  return (
    <Section title={t('settings.mail')} text={t('settings.mail_text')}>
      <Radios
        label={t('settings.route')}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={[
          {
            value: 'folder',
            label: t('settings.route_folder'),
            hint: t('settings.route_folder_hint', { folder: view.mail_folder }),
          },
          { value: 'smtp', label: t('settings.route_smtp'), hint: t('settings.route_smtp_hint') },
        ]}
      />
      {draft.kind === 'smtp' ? <Server {...section} /> : null}
      <TextField
        label={t('settings.from')}
        hint={t('settings.from_hint')}
        inputMode="email"
        value={draft.mail_from}
        onChange={(mail_from) => set({ mail_from })}
        problem={problem('mail_from')}
      />
      {draft.kind === 'smtp' ? <Sending {...section} /> : null}
      {draft.kind === 'smtp' ? <Test draft={draft} /> : null}
      <OwnNotices />
    </Section>
  );
}

function Server({ view, draft, set, problem }: SectionProps) {
  const { t } = useTranslation();
  const usual = Object.values(usualPort).includes(draft.port.trim());
  return (
    <div className={styles.server}>
      <div className={styles.hostLine}>
        <TextField
          label={t('settings.host')}
          placeholder={t('settings.host_example')}
          value={draft.host}
          onChange={(host) => set({ host })}
          problem={problem('host')}
        />
        <TextField
          label={t('settings.port')}
          inputMode="numeric"
          value={draft.port}
          onChange={(port) => set({ port })}
          problem={problem('port')}
        />
      </div>
      <Select
        label={t('settings.security')}
        value={draft.security}
        onChange={(security) => set({ security, ...(usual ? { port: usualPort[security] } : {}) })}
        options={[
          { value: 'tls', label: t('settings.security_tls') },
          { value: 'start_tls', label: t('settings.security_start_tls') },
          { value: 'plain', label: t('settings.security_plain') },
        ]}
      />
      <TextField
        label={t('settings.user')}
        hint={t('settings.user_hint')}
        autoComplete="off"
        value={draft.user}
        onChange={(user) => set({ user })}
        problem={problem('user')}
      />
      <TextField
        label={t('settings.password')}
        hint={t(view.has_password ? 'settings.password_kept' : 'settings.password_hint')}
        type="password"
        autoComplete="new-password"
        value={draft.password}
        onChange={(password) => set({ password })}
        problem={problem('password')}
      />
    </div>
  );
}

/** Sends one mail with what stands in the form. */
function Test({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const test = useMutation({ mutationFn: () => unwrap(commands.sendTestMail(inputOf(draft))) });
  return (
    <div className={styles.test}>
      <div className={styles.testLine}>
        <Button
          icon="send"
          onPress={() => test.mutate()}
          isDisabled={test.isPending || draft.host.trim() === '' || numberProblems(draft).length > 0}
        >
          {test.isPending ? t('settings.testing') : t('settings.test')}
        </Button>
        <span className={styles.faint}>{t('settings.test_hint')}</span>
      </div>
      {test.error === null ? null : <FailureNote failure={{ ...asFailure(test.error), code: 'invalid_input' }} />}
      {test.data === undefined ? null : <Note tone="good">{test.data}</Note>}
    </div>
  );
}
