import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { type Meant, useInvitationActs } from '../../components/invitation/acts';
import { SelectionBar } from '../../components/SelectionBar';
import type { Selection } from '../../components/selection';
import type { InvitationId, InvitationQuery } from '../../ipc/bindings';

interface Props {
  selection: Selection<InvitationId>;
  /** What the list shows, and how many match. */
  query: InvitationQuery;
  total: number;
}

/** What can be done with the ticked invitations. */
export function SelectedInvitations({ selection, query, total }: Props) {
  const { t } = useTranslation();
  const acts = useInvitationActs();
  const meant: Meant = {
    of: 'invitations',
    selection: selection.all
      ? { kind: 'matching', query, except: [...selection.keys] }
      : { kind: 'these', invitations: [...selection.keys] },
    count: selection.count(total),
    who: null,
    onDone: selection.clear,
  };
  return (
    <SelectionBar label={t('invitations.selection')} selection={selection} total={total}>
      <Button small onPress={() => acts.resend(meant)}>
        {t('invitations.resend')}
      </Button>
      <Button small onPress={() => acts.cancel(meant)}>
        {t('invitations.cancel')}
      </Button>
    </SelectionBar>
  );
}
