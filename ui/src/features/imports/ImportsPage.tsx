import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/Button';
import { type Column, Grid } from '../../components/Grid';
import { Empty, ListError, Skeleton } from '../../components/ListState';
import { address, navigate } from '../../components/navigation';
import { Page } from '../../components/Page';
import { ShownText, shownText } from '../../components/ShownText';
import { formatNumber } from '../../components/time';
import { When } from '../../components/When';
import { type ImportId, type ImportView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Imports.module.css';
import { Outcome } from './outcome/Outcome';

/** Every spreadsheet that was carried out. */
export function ImportsPage({ onImport }: { onImport: () => void }) {
  const { t } = useTranslation();
  const imports = useQuery({ queryKey: ['imports', 'list'], queryFn: () => unwrap(commands.listImports()) });
  const columns = useColumns();
  const ignore = useCallback(() => undefined, []);
  const start = (
    <Button kind="primary" onPress={onImport}>
      {t('imports.new')}
    </Button>
  );
  return (
    <Page title={t('imports.title')} actions={(imports.data?.length ?? 0) === 0 ? undefined : start}>
      {imports.data === undefined ? (
        imports.error !== null ? (
          <ListError failure={asFailure(imports.error)} retry={() => void imports.refetch()} />
        ) : (
          <Skeleton />
        )
      ) : imports.data.length === 0 ? (
        <Empty title={t('imports.empty')} action={start}>
          {t('imports.empty_text')}
        </Empty>
      ) : (
        <Grid
          label={t('imports.label')}
          columns={columns}
          count={imports.data.length}
          rowAt={(index) => imports.data[index]}
          keyOf={(row) => row.id}
          onVisible={ignore}
          onOpen={(row) => navigate(address(`imports/${row.id}`))}
        />
      )}
    </Page>
  );
}

function useColumns(): Column<ImportView>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'file',
        title: t('imports.file'),
        width: 'minmax(160px, 2fr)',
        cell: (row) => (
          <span className={styles.name}>
            <ShownText>{row.file_name}</ShownText>
          </span>
        ),
        whole: (row) => shownText(row.file_name),
      },
      { id: 'when', title: t('imports.when'), width: '140px', cell: (row) => <When capital at={row.at} /> },
      { id: 'by', title: t('imports.by'), width: 'minmax(100px, 1fr)', cell: (row) => row.by, whole: (row) => row.by },
      {
        id: 'rows',
        title: t('imports.rows'),
        width: '80px',
        figures: true,
        cell: (row) => formatNumber(row.counts.rows),
      },
      {
        id: 'invitations',
        title: t('imports.invitations'),
        width: '100px',
        figures: true,
        cell: (row) => formatNumber(row.invitations),
      },
      {
        id: 'rejected',
        title: t('imports.rejected'),
        width: '120px',
        figures: true,
        cell: (row) => (
          <span className={row.counts.rejected > 0 ? styles.badNumber : styles.faint}>
            {formatNumber(row.counts.rejected)}
          </span>
        ),
      },
    ],
    [t],
  );
}

/** One import of the past. */
export function ImportPage({ id }: { id: ImportId }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ['imports', 'one', id], queryFn: () => unwrap(commands.showImport(id)) });
  const back = <IconButton icon="back" label={t('imports.back')} onPress={() => navigate(address('imports'))} />;
  const [before = '', between = ''] = t('imports.summary', { when: '\u0000', name: found.data?.by ?? '' }).split(
    '\u0000',
  );
  return (
    <Page title={found.data === undefined ? t('imports.title') : shownText(found.data.file_name)} back={back}>
      {found.data !== undefined ? (
        <div className={styles.page}>
          <p className={styles.faint}>
            {before}
            <When at={found.data.at} />
            {between} <a href={address('activity', { import: id })}>{t('imports.activity')}</a>
          </p>
          <Outcome outcome={found.data} heading="h2" />
        </div>
      ) : found.error !== null ? (
        <ListError failure={asFailure(found.error)} retry={() => void found.refetch()} />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}
