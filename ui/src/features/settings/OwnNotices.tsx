import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../components/Choice';
import { toast } from '../../components/toasts';
import { type Preferences, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';

/** What the one who sits here is told by mail. It holds at once, whatever else stands unsaved on the page. */
export function OwnNotices() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { queryKey } = queries.preferences;
  const preferences = useQuery(queries.preferences).data;
  const change = useMutation({
    mutationFn: (wanted: Preferences) => unwrap(commands.changePreferences(wanted)),
    onMutate: (wanted) => client.setQueryData(queryKey, wanted),
    onSuccess: (_, wanted) => toast({ words: t(wanted.mail_answers ? 'settings.answers_on' : 'settings.answers_off') }),
    onError: (error) => {
      toast({ words: asFailure(error).message, bad: true });
      return client.invalidateQueries({ queryKey });
    },
  });
  return (
    <div>
      <Checkbox
        isSelected={preferences?.mail_answers ?? false}
        isDisabled={preferences === undefined}
        onChange={(mail_answers) => {
          if (preferences !== undefined) change.mutate({ ...preferences, mail_answers });
        }}
        hint={t('settings.answers_hint')}
      >
        {t('settings.answers')}
      </Checkbox>
    </div>
  );
}
