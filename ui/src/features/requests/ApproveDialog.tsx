import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Radios } from '../../components/Choice';
import { Dialog } from '../../components/Dialog';
import { GrantPick, type Picked, grantOf, picked } from '../../components/invitation/GrantPick';
import { FailureNote, Note } from '../../components/ListState';
import { OutcomeDialog } from '../../components/OutcomeDialog';
import { formatList } from '../../components/time';
import { type Approval, type Grant, type RequestRow, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Requests.module.css';
import { SuggestedEach } from './SuggestedEach';
import { Suggestion } from './Suggestion';
import { approvedAllWords, approvedWords } from './approvedWords';
import { useDecide } from './useDecide';

/** So many unknown domains are named. */
const NAMED = 3;

interface Props {
  rows: RequestRow[];
  /** What a single one is to be given, as far as that was chosen. */
  pickedFor: (row: RequestRow) => Picked;
  onClose: () => void;
  /** Something was decided. */
  onDone: () => void;
}

/** Lets people in: asks into which group and as what, for all of them or as is suggested for each. */
export function ApproveDialog({ rows, pickedFor, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const count = rows.length;
  const [first] = rows;
  const who = count === 1 ? first : undefined;
  const everyone = rows.every((row) => row.suggested !== null);
  const common = everyone && rows.every((row) => sameSuggestion(row, first)) ? (first?.suggested ?? null) : null;
  const [way, setWay] = useState<'each' | 'same'>(everyone && common === null ? 'each' : 'same');
  const [chosen, setChosen] = useState(() => (who === undefined ? picked(common) : pickedFor(who)));
  const grant = grantOf(chosen);
  const approve = useDecide({
    decide: (approvals: Approval[]) => unwrap(commands.approveRequests(approvals)),
    words: (outcome) => (who === undefined ? approvedAllWords(outcome, t) : approvedWords(who, outcome, t)),
    onDone: () => {
      onDone();
      onClose();
    },
  });
  const given = (row: RequestRow): Grant | null => (way === 'each' ? grantOf(picked(row.suggested)) : grant);
  const again = () =>
    approve.mutate(
      rows.flatMap((row) => {
        const assignment = given(row);
        return assignment === null ? [] : [{ request: row.id, assignment }];
      }),
    );
  const reason = way === 'same' && grant === null ? t('request.choose') : '';

  if (approve.data !== undefined && approve.data.not_done.length > 0) {
    const { done, not_done } = approve.data;
    return (
      <OutcomeDialog
        title={done > 0 ? t('approve.done', { count: done }) : t('approve.none')}
        some={done > 0}
        reasons={not_done.map((each) => each.message)}
        onClose={() => {
          onDone();
          onClose();
        }}
      />
    );
  }
  const removed = rows.filter((row) => row.user_state === 'removed').length;
  const unknown = rows.filter((row) => !row.domain_known).length;
  const domains = [...new Set(rows.filter((row) => !row.domain_known).map((row) => row.domain))];
  const named =
    domains.length <= NAMED + 1
      ? domains
      : [...domains.slice(0, NAMED), t('approve.unknown_more', { count: domains.length - NAMED })];
  return (
    <Dialog
      title={who === undefined ? t('approve.title', { count }) : t('approve.title_who', { who: who.name })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('approve.not')}</Button>
          <Button
            kind="primary"
            autoFocus={reason === ''}
            isDisabled={reason !== ''}
            aria-describedby="approve-reason"
            onPress={again}
            isPending={approve.isPending}
          >
            {who === undefined ? t('approve.do', { count }) : t('approve.do_who')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {who === undefined ? null : <p className={styles.selectable}>{who.address}</p>}
        <p>{who !== undefined && removed > 0 ? t('approve.removed_who') : t('approve.text', { count })}</p>
        {who === undefined && unknown + removed > 0 ? (
          <Note tone="warn">
            {[
              unknown > 0 ? t('approve.unknown', { count: unknown, domains: formatList(named) }) : [],
              removed > 0 ? t('approve.removed', { count: removed }) : [],
            ]
              .flat()
              .join(' ')}
          </Note>
        ) : null}
        {everyone && common === null ? (
          <Radios
            label={t('approve.which')}
            value={way}
            onChange={setWay}
            options={[
              { value: 'each', label: t('approve.each') },
              { value: 'same', label: t('approve.same') },
            ]}
          />
        ) : null}
        {way === 'each' ? (
          <SuggestedEach rows={rows} />
        ) : (
          <div>
            <GrantPick autoFocus value={chosen} onChange={setChosen} />
            {who === undefined ? null : <Suggestion row={who} />}
            <p className={styles.under} id="approve-reason" role="status">
              {reason}
            </p>
          </div>
        )}
        {approve.error === null ? null : <FailureNote failure={asFailure(approve.error)} retry={again} />}
      </div>
    </Dialog>
  );
}

function sameSuggestion(one: RequestRow, other: RequestRow | undefined): boolean {
  return one.suggested?.group === other?.suggested?.group && one.suggested?.role === other?.suggested?.role;
}
