import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Menu } from '../../components/Menu';
import { SelectionBar } from '../../components/SelectionBar';
import type { Selection } from '../../components/selection';
import type { UserId, UserQuery, UserSelection } from '../../ipc/bindings';
import { UserBarActs } from './acts/UserBarActs';
import { useTickedCommands } from './acts/useTickedCommands';
import { useExport } from './useExport';

interface Props {
  selection: Selection<UserId>;
  /** What the list shows, and how many match. */
  query: UserQuery;
  total: number;
}

/** What can be done with the ticked users. */
export function SelectedUsers({ selection, query, total }: Props) {
  const { t } = useTranslation();
  const { save, saving, elsewhere } = useExport();
  const count = selection.count(total);
  const meant: UserSelection = selection.all
    ? { kind: 'matching', query, except: [...selection.keys] }
    : { kind: 'these', users: [...selection.keys] };
  const acted = { selection: meant, count, who: null, has: null, onDone: selection.clear };
  useTickedCommands(acted, { onExport: () => save(meant), onClear: selection.clear });
  return (
    <SelectionBar label={t('users.selection')} selection={selection} total={total}>
      <UserBarActs meant={acted} />
      <Button small isDisabled={saving} onPress={() => save(meant)}>
        {t('users.export')}
      </Button>
      <Menu
        label={t('users.export_elsewhere')}
        trigger={<Button small icon="chevron" aria-label={t('users.export_elsewhere')} isDisabled={saving} />}
        parts={[elsewhere(meant)]}
      />
    </SelectionBar>
  );
}
