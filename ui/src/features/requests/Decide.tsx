import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Reason } from '../../components/Dialog';
import { GrantPick, type Picked, grantOf } from '../../components/invitation/GrantPick';
import { FailureNote } from '../../components/ListState';
import { toast } from '../../components/toasts';
import { type Grant, type RequestRow, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Requests.module.css';
import { Suggestion } from './Suggestion';
import { approvedWords } from './approvedWords';
import { useDecide } from './useDecide';

interface Props {
  row: RequestRow;
  value: Picked;
  onPick: (value: Picked) => void;
  onDeny: () => void;
}

/** Lets somebody in at once, into the group and as what is chosen here; or begins to say no. */
export function Decide({ row, value, onPick, onDeny }: Props) {
  const { t } = useTranslation();
  const grant = grantOf(value);
  const approve = useDecide({
    decide: (assignment: Grant) => unwrap(commands.approveRequests([{ request: row.id, assignment }])),
    words: (outcome) => approvedWords(row, outcome, t),
    // The panel shows the decision in the place of all this.
    onRefused: (reasons) => toast({ words: reasons.join(' '), bad: true }),
  });
  const again = () => {
    if (grant !== null) approve.mutate(grant);
  };
  const reason = grant === null ? t('request.choose') : '';
  return (
    <div className={styles.decide}>
      <GrantPick value={value} onChange={onPick} />
      <Suggestion row={row} />
      <div className={styles.buttons} role="group" aria-label={t('requests.actions')}>
        <Button
          kind="primary"
          shortcut="a"
          onPress={again}
          isDisabled={grant === null}
          isPending={approve.isPending}
          aria-describedby="decide-reason"
        >
          {t('request.approve')}
        </Button>
        <Button shortcut="d" onPress={onDeny}>
          {t('requests.deny')}
        </Button>
        <Reason id="decide-reason">{reason}</Reason>
      </div>
      {approve.error === null ? null : <FailureNote failure={asFailure(approve.error)} retry={again} />}
    </div>
  );
}
