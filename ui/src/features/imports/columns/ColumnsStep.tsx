import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Select } from '../../../components/Choice';
import { Reason } from '../../../components/Dialog';
import { Icon } from '../../../components/Icon';
import { FailureNote, Note } from '../../../components/ListState';
import { ShownText, shownText } from '../../../components/ShownText';
import type { ColumnsView, Mapping } from '../../../ipc/bindings';
import type { ColumnsStepState } from '../steps';
import type { Import } from '../useImport';
import { useOffline } from '../useOffline';
import { ColumnsTable } from './ColumnsTable';
import { ForEverybody } from './ForEverybody';
import { Preview } from './Preview';
import { SheetSelect } from './SheetSelect';
import styles from './columns.module.css';
import { missing } from './meanings';

interface Props {
  step: ColumnsStepState;
  work: Import;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
  onRead: (sheet: string | null) => void;
  /** Chooses another file; asks first where mends would be lost. */
  onAnother: () => void;
}

/** The first rows of a table, and what somebody says of its columns. */
export function ColumnsStep({ step, work, mapping, onChange, onRead, onAnother }: Props) {
  const { t } = useTranslation();
  const { columns, trouble, source } = step;
  return (
    <div className={styles.columns} aria-busy={step.checking}>
      <div className={styles.file}>
        <Icon name="file" />
        <strong>
          <ShownText>{columns.file}</ShownText>
        </strong>
        {source.from === 'file' && columns.other_sheets.length > 0 ? (
          <SheetSelect sheet={columns.sheet} others={columns.other_sheets} onChange={onRead} />
        ) : null}
        <HeaderRow columns={columns} mapping={mapping} onChange={onChange} />
        {columns.why !== null || step.back?.mapping == null ? null : (
          <Button small isDisabled={step.checking} onPress={() => void work.setMapping(null)}>
            {t('import.columns_titles')}
          </Button>
        )}
        {columns.product === null ? null : <span>{t('import.product', { product: columns.product })}</span>}
      </div>
      {trouble === null ? null : (
        <FailureNote failure={trouble.failure} retry={trouble.retry ?? undefined} chooseFile={onAnother} />
      )}
      {columns.why === null ? null : (
        <Note tone="info">{t('import.columns_why', { why: shownText(columns.why) })}</Note>
      )}
      <p className={styles.lead}>{t('import.columns_text')}</p>
      <ColumnsTable columns={columns} mapping={mapping} onChange={onChange} />
      <ForEverybody mapping={mapping} onChange={onChange} />
      <Preview columns={columns} mapping={mapping} />
    </div>
  );
}

/** So much of a row tells which it is. */
const glimpse = (cells: string[]) =>
  shownText(
    cells
      .filter((cell) => cell !== '')
      .slice(0, 4)
      .join(', '),
  ).slice(0, 60);

function HeaderRow({ columns, mapping, onChange }: Pick<Props, 'mapping' | 'onChange'> & { columns: ColumnsView }) {
  const { t } = useTranslation();
  const rows = columns.rows.filter(([, cells]) => cells.some((cell) => cell !== ''));
  return (
    <Select
      inline
      label={t('import.header_row')}
      value={String(mapping.header_row ?? 'none')}
      options={[
        { value: 'none', label: t('import.header_none') },
        ...rows.map(([number, cells]) => ({
          value: String(number),
          label: t('import.header_at', { row: number, cells: glimpse(cells) }),
        })),
      ]}
      onChange={(chosen) => onChange({ ...mapping, header_row: chosen === 'none' ? null : Number(chosen) })}
    />
  );
}

interface ActionProps {
  step: ColumnsStepState;
  work: Import;
  mapping: Mapping;
  onAnother: () => void;
}

/** The way on, once enough is said, and what is missing until then. */
export function ColumnsActions({ step, work, mapping, onAnother }: ActionProps) {
  const { t } = useTranslation();
  const lacks = missing(mapping);
  // Without an account, or without titles to know the file by, nothing is remembered.
  const kept = !useOffline() && mapping.header_row !== null;
  return (
    <>
      <Reason id="columns-reason">
        {lacks !== null ? t(`import.columns_missing.${lacks}`) : kept ? t('import.columns_kept') : ''}
      </Reason>
      {step.back === null ? (
        <Button onPress={onAnother}>{t('import.another')}</Button>
      ) : (
        <Button onPress={() => work.backToPlan()}>{t('import.columns_back')}</Button>
      )}
      <Button
        kind="primary"
        isDisabled={lacks !== null || step.checking}
        aria-describedby="columns-reason"
        onPress={() => void work.setMapping(mapping)}
      >
        {t('import.columns_do')}
      </Button>
    </>
  );
}
