import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { SelectionBar } from '../../components/SelectionBar';
import type { Selection } from '../../components/selection';
import { useDelayed } from '../../components/useDelayed';
import type { RequestId } from '../../ipc/bindings';

interface Props {
  selection: Selection<RequestId>;
  total: number;
  /** They are being looked up. */
  busy: boolean;
  onApprove: () => void;
  onDeny: () => void;
}

/** What can be done with the ticked requests. */
export function SelectedRequests({ selection, total, busy, onApprove, onDeny }: Props) {
  const { t } = useTranslation();
  const late = useDelayed(busy);
  return (
    <SelectionBar label={t('requests.selection')} selection={selection} total={total}>
      <span role="status">{late ? t('requests.gathering') : ''}</span>
      <Button small shortcut="a" onPress={onApprove} isPending={busy}>
        {t('requests.approve')}
      </Button>
      <Button small shortcut="d" onPress={onDeny} isPending={busy}>
        {t('requests.deny')}
      </Button>
    </SelectionBar>
  );
}
