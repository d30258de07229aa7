import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Checkbox } from '../../components/Choice';
import { Reason } from '../../components/Dialog';
import { Icon } from '../../components/Icon';
import { FailureNote, Note } from '../../components/ListState';
import { formatList, fullDate } from '../../components/time';
import { When } from '../../components/When';
import { type PlanView, type RowOutcome, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { ImportRows } from './ImportRows';
import styles from './Imports.module.css';
import type { Import, Step } from './useImport';

type Plan = Step & { at: 'plan' };

const changing: RowOutcome[] = ['invited', 'invited_again', 'added', 'changed', 'removed'];
const changedRows = (plan: PlanView) => changing.reduce((sum, outcome) => sum + plan.counts[outcome], 0);
/** Rows that send an invitation, as against those that only change what somebody may do. */
const quietRows = (plan: PlanView) => plan.counts.added + plan.counts.changed + plan.counts.removed;

/** What the file would do, before anything happens. */
export function PlanStep({ step, work }: { step: Plan; work: Import }) {
  const { t } = useTranslation();
  const { plan } = step;
  return (
    <div className={styles.plan} aria-busy={step.checking}>
      <p className={styles.file}>
        <Icon name="file" />
        <strong title={plan.file}>{plan.file}</strong>
        <span>
          {plan.sheet === '' ? '' : `${t('import.found', { sheet: plan.sheet })} · `}
          {t('import.rows', { count: plan.counts.rows })}
        </span>
      </p>
      {step.failure === null ? null : (
        <FailureNote
          failure={step.failure}
          retry={() => void work.retry()}
          {...(step.source.from === 'file' ? { chooseFile: () => void work.choose() } : {})}
        />
      )}
      {step.note === 'cancelled' ? <Note tone="info">{t('import.cancelled')}</Note> : null}
      {step.note === 'stale' ? <Note tone="warn">{t('import.stale')}</Note> : null}
      {step.source.from === 'people' && step.source.input.message.trim() !== '' ? (
        <Note tone="info">{t('invite.no_message_along')}</Note>
      ) : null}
      <Questions step={step} work={work} />
      <Remarks plan={plan} />
      <ImportRows
        planned
        listKey={['plan', plan.plan]}
        headers={plan.headers}
        counts={plan.counts}
        fetch={(outcomes, offset, limit) => unwrap(commands.planRows({ plan: plan.plan, outcomes, offset, limit }))}
      />
    </div>
  );
}

const SOME = 4;
const quoted = (name: string) => `“${name}”`;

/** What only the administrator can decide. */
function Questions({ step: { plan, checking }, work }: { step: Plan; work: Import }) {
  const { t } = useTranslation();
  const groups = plan.options.create_groups ? plan.new_groups : plan.unknown_groups;
  const named =
    groups.length <= SOME + 1
      ? formatList(groups.map(quoted))
      : formatList([...groups.slice(0, SOME).map(quoted), t('import.and_more', { count: groups.length - SOME })]);
  const asked = groups.length > 0 || plan.options.create_groups;
  if (!asked && plan.administrator_rows === 0) return null;
  return (
    <div className={styles.questions}>
      {asked ? (
        <div className={styles.question}>
          <span title={groups.join('\n')}>
            {t(plan.options.create_groups ? 'import.new_groups' : 'import.unknown_groups', {
              count: groups.length,
              groups: named,
            })}
          </span>
          <Checkbox
            isSelected={plan.options.create_groups}
            isDisabled={checking}
            onChange={(create_groups) => void work.setOptions({ create_groups })}
          >
            {t('import.create_groups', { count: groups.length })}
          </Checkbox>
        </div>
      ) : null}
      {plan.administrator_rows > 0 ? (
        <div className={styles.question}>
          <span>{t('import.administrators', { count: plan.administrator_rows })}</span>
          <Checkbox
            isSelected={plan.options.allow_administrators}
            isDisabled={checking}
            onChange={(allow_administrators) => void work.setOptions({ allow_administrators })}
          >
            {t('import.allow_administrators')}
          </Checkbox>
        </div>
      ) : null}
    </div>
  );
}

/** What is worth knowing and asks nothing. */
function Remarks({ plan }: { plan: PlanView }) {
  const { t } = useTranslation();
  const [before = '', after = ''] = t('import.seen_before', { when: '\u0000' }).split('\u0000');
  return (
    <ul className={styles.remarks}>
      {plan.seen_before === null ? null : (
        <li title={fullDate(plan.seen_before)}>
          {before}
          <When at={plan.seen_before} />
          {after}
        </li>
      )}
      {plan.warnings === 0 ? null : <li>{t('import.warnings', { count: plan.warnings })}</li>}
      {plan.other_sheets.length === 0 ? null : (
        <li>
          {t('import.other_sheets', {
            count: plan.other_sheets.length,
            sheets: formatList(plan.other_sheets.map(quoted)),
          })}
        </li>
      )}
      {plan.ignored_headers.length === 0 ? null : (
        <li>
          {t('import.ignored', {
            count: plan.ignored_headers.length,
            columns: formatList(plan.ignored_headers.map(quoted)),
          })}
        </li>
      )}
    </ul>
  );
}

/** The button says what it does; where it does nothing, why. */
export function PlanActions({ step, work, onBack }: { step: Plan; work: Import; onBack: () => void }) {
  const { t } = useTranslation();
  const { plan, checking } = step;
  const rows = changedRows(plan);
  const onlyInvites = plan.invitations > 0 && quietRows(plan) === 0;
  const words =
    rows === 0
      ? t('import.nothing')
      : onlyInvites
        ? t('import.send', { count: plan.invitations })
        : t('import.carry_out', { count: rows });
  const reason =
    rows > 0
      ? plan.counts.rejected > 0
        ? t('import.rest', { count: plan.counts.rejected })
        : ''
      : plan.counts.rejected > 0
        ? t('import.why_nothing_rejected')
        : t('import.why_nothing_same');
  return (
    <>
      <Reason id="import-reason">{reason}</Reason>
      {step.source.from === 'people' ? (
        <Button onPress={onBack} isDisabled={checking}>
          {t('import.back_to_people')}
        </Button>
      ) : (
        <Button onPress={() => void work.choose()} isDisabled={checking}>
          {t('import.another')}
        </Button>
      )}
      <Button
        kind="primary"
        isDisabled={rows === 0 || checking}
        aria-describedby="import-reason"
        onPress={() => void work.carryOut()}
      >
        {words}
      </Button>
    </>
  );
}
