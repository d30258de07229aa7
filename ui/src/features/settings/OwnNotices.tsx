import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Checkbox, Radios } from '../../components/Choice';
import { toast } from '../../components/toasts';
import { type Preferences, type RequestNotices, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';

const notices: RequestNotices[] = ['each', 'daily', 'never'];

/** What the one who sits here is told by mail. It holds at once, whatever else stands unsaved on the page. */
export function OwnNotices() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { queryKey } = queries.preferences;
  const preferences = useQuery(queries.preferences).data;
  const change = useMutation({
    mutationFn: (wanted: Preferences) => unwrap(commands.changePreferences(wanted)),
    onMutate: (wanted) => client.setQueryData(queryKey, wanted),
    onError: (error) => {
      toast({ words: asFailure(error).message, bad: true });
      return client.invalidateQueries({ queryKey });
    },
  });
  const said = (words: string) => ({ onSuccess: () => toast({ words }) });
  return (
    <>
      <Checkbox
        isSelected={preferences?.mail_answers ?? false}
        isDisabled={preferences === undefined}
        onChange={(mail_answers) => {
          if (preferences !== undefined)
            change.mutate(
              { ...preferences, mail_answers },
              said(t(mail_answers ? 'settings.answers_on' : 'settings.answers_off')),
            );
        }}
        hint={t('settings.answers_hint')}
      >
        {t('settings.answers')}
      </Checkbox>
      {preferences === undefined ? null : (
        <Radios
          label={t('settings.requests_notices')}
          value={preferences.mail_requests}
          onChange={(mail_requests) =>
            change.mutate({ ...preferences, mail_requests }, said(t(`settings.requests_on.${mail_requests}`)))
          }
          options={notices.map((value) => ({ value, label: t(`settings.requests_${value}`) }))}
        />
      )}
    </>
  );
}
