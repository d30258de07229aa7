import type { Picked } from '../../components/invitation/GrantPick';
import type { RequestRow } from '../../ipc/bindings';
import { ApproveDialog } from './ApproveDialog';
import { BlockedDialog } from './BlockedDialog';
import { DenyDialog } from './DenyDialog';

/** What is being asked, over the list. */
export type Asking = { about: 'approve' | 'deny'; rows: RequestRow[] } | { about: 'blocked' };

interface Props {
  asking: Asking | null;
  /** What a request is to be given, as far as that was chosen. */
  pickedFor: (row: RequestRow) => Picked;
  onClose: () => void;
  /** Something was decided. */
  onDone: () => void;
}

export function RequestDialogs({ asking, pickedFor, onClose, onDone }: Props) {
  switch (asking?.about) {
    case 'approve':
      return <ApproveDialog rows={asking.rows} pickedFor={pickedFor} onClose={onClose} onDone={onDone} />;
    case 'deny':
      return <DenyDialog rows={asking.rows} onClose={onClose} onDone={onDone} />;
    case 'blocked':
      return <BlockedDialog onClose={onClose} />;
    default:
      return null;
  }
}
