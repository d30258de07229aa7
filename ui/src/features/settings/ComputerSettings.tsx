import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Checkbox, Radios, Select } from '../../components/Choice';
import { toast } from '../../components/toasts';
import { type ComputerInput, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { useLook, ZOOMS } from '../../components/useLook';
import { Section } from './Section';

/** What the program does on this computer without being asked. It holds at once, and for every workspace. */
export function ComputerSettings() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { queryKey } = queries.computer;
  const computer = useQuery(queries.computer).data;
  const change = useMutation({
    mutationFn: (wanted: ComputerInput) => unwrap(commands.changeComputer(wanted)),
    onMutate: (wanted) => client.setQueryData(queryKey, (old) => (old === undefined ? old : { ...old, ...wanted })),
    onSuccess: (now) => client.setQueryData(queryKey, now),
    onError: (error) => {
      toast({ words: asFailure(error).message, bad: true });
      return client.invalidateQueries({ queryKey });
    },
  });
  const { keep_in_tray = false, start_at_login = false, tray_available = false } = computer ?? {};
  const set = (wanted: Partial<ComputerInput>) => change.mutate({ keep_in_tray, start_at_login, ...wanted });
  return (
    <Section title={t('settings.computer')} text={t('settings.computer_text')}>
      <Checkbox
        isSelected={keep_in_tray && tray_available}
        isDisabled={!tray_available}
        onChange={(wanted) => set({ keep_in_tray: wanted })}
        hint={computer !== undefined && !tray_available ? t('settings.tray_missing') : t('settings.tray_hint')}
      >
        {t('settings.tray')}
      </Checkbox>
      <Checkbox
        isSelected={start_at_login}
        isDisabled={computer === undefined}
        onChange={(wanted) => set({ start_at_login: wanted })}
        hint={t('settings.login_hint')}
      >
        {t('settings.login')}
      </Checkbox>
      <LookSettings />
    </Section>
  );
}

const themes = ['system', 'light', 'dark'] as const;

/** Colours and size of the window. */
function LookSettings() {
  const { t } = useTranslation();
  const { look, set } = useLook();
  return (
    <>
      <Radios
        label={t('look.theme')}
        value={look.theme}
        onChange={(theme) => set({ theme })}
        options={themes.map((value) => ({ value, label: t(`look.${value}`) }))}
      />
      <Select
        label={t('look.zoom')}
        value={String(look.zoom)}
        onChange={(zoom) => set({ zoom: Number(zoom) })}
        options={ZOOMS.map((percent) => ({ value: String(percent), label: t('look.percent', { percent }) }))}
      />
    </>
  );
}
