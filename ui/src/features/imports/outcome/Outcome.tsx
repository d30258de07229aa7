import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Icon } from '../../../components/Icon';
import { FailureNote } from '../../../components/ListState';
import { type ImportView, commands } from '../../../ipc/bindings';
import { asFailure, unwrap } from '../../../ipc/failure';
import { ImportRows } from '../rows/ImportRows';
import { Saved } from './Saved';
import { UndoImport } from './UndoImport';
import styles from './outcome.module.css';

/** What an import did, in numbers and row by row, with its report and the way back. */
export function Outcome({ outcome, heading: Heading }: { outcome: ImportView; heading: 'h2' | 'h3' }) {
  const { t } = useTranslation();
  const report = useMutation({ mutationFn: () => unwrap(commands.saveReport(outcome.id)) });
  const { rejected } = outcome.counts;
  return (
    <div className={styles.outcome}>
      <div className={styles.summary}>
        <span className={styles.sign} data-rest={rejected > 0}>
          <Icon name={rejected > 0 ? 'info' : 'done'} size={18} />
        </span>
        <div className={styles.words} role="status">
          <Heading className={styles.title}>
            {[
              outcome.invitations > 0 ? t('import.done_invitations', { count: outcome.invitations }) : t('import.done'),
              rejected > 0 ? t('import.done_rest', { count: rejected }) : t('import.done_clean'),
            ].join(' ')}
          </Heading>
          {rejected > 0 ? <p>{t('import.done_rest_next')}</p> : null}
        </div>
        <Button
          kind={rejected > 0 ? 'primary' : 'plain'}
          icon="download"
          onPress={() => report.mutate()}
          isPending={report.isPending}
        >
          {t('import.save_report')}
        </Button>
      </div>
      {report.error === null ? null : <FailureNote failure={asFailure(report.error)} retry={() => report.mutate()} />}
      {report.data === undefined || report.data === null ? null : <Saved file={report.data} />}
      <UndoImport id={outcome.id} />
      <ImportRows
        listKey={['imports', 'rows', outcome.id]}
        headers={outcome.headers}
        counts={outcome.counts}
        fetch={({ outcomes, offset, limit }) =>
          unwrap(commands.importRows({ import: outcome.id, outcomes, offset, limit }))
        }
      />
    </div>
  );
}
