import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../components/Choice';
import { TextField } from '../../components/Field';
import { FailureNote, Note } from '../../components/ListState';
import { Dot } from '../../components/Status';
import { queries } from '../../ipc/queries';
import { Section } from './Section';
import type { SectionProps } from './SettingsPage';

/** Whether an address is reached from this computer only. */
function loopback(url: string): boolean {
  try {
    const { hostname } = new URL(url);
    return (
      hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.')
    );
  } catch {
    return false;
  }
}

export function JoinSettings({ view, draft, set, problem }: SectionProps) {
  const { t } = useTranslation();
  const status = useQuery(queries.joinStatus).data;
  const url = draft.join_public_url.trim();
  return (
    <Section title={t('settings.join')} text={t('settings.join_text')}>
      <div>
        <Checkbox isSelected={draft.join_enabled} onChange={(join_enabled) => set({ join_enabled })}>
          {t('settings.join_enabled')}
        </Checkbox>
      </div>
      {status === undefined || (!view.join_enabled && !status.running) ? null : (
        <div role="status">
          {status.running ? (
            <Dot tone="good">{t('settings.join_running', { address: status.address ?? view.join_listen })}</Dot>
          ) : (
            <Dot tone="bad">{t('settings.join_stopped')}</Dot>
          )}
        </div>
      )}
      {status?.trouble == null ? null : <FailureNote failure={{ ...status.trouble, code: 'invalid_input' }} />}
      <TextField
        label={t('settings.listen')}
        hint={t('settings.listen_hint')}
        value={draft.join_listen}
        onChange={(join_listen) => set({ join_listen })}
        problem={problem('join_listen')}
      />
      <TextField
        label={t('settings.public_url')}
        hint={t('settings.public_url_hint')}
        placeholder={t('settings.public_url_example')}
        inputMode="url"
        value={draft.join_public_url}
        onChange={(join_public_url) => set({ join_public_url })}
        problem={problem('join_public_url')}
      />
      {url === '' || loopback(url) ? <Note tone="warn">{t('settings.public_url_loopback')}</Note> : null}
    </Section>
  );
}
