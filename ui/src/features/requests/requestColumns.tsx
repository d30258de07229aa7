import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/Grid';
import { Icon } from '../../components/Icon';
import { Dot, StatusWord } from '../../components/Status';
import { fullDate } from '../../components/time';
import { useCopy } from '../../components/useCopy';
import { When } from '../../components/When';
import type { RequestRow } from '../../ipc/bindings';
import { useStart } from '../../ipc/queries';
import styles from './Requests.module.css';

/**
 * The columns of the list of requests, which is sorted by when they came. The last one is of use where all can be decided: what is suggested;
 * else how it was decided.
 */
export function useRequestColumns(decidable: boolean): Column<RequestRow>[] {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  return useMemo<Column<RequestRow>[]>(
    () => [
      {
        id: 'name',
        title: t('requests.name'),
        width: 'minmax(104px, 1fr)',
        cell: (row) => <span className={styles.name}>{row.name}</span>,
        whole: (row) => row.name,
      },
      {
        id: 'address',
        title: t('requests.address'),
        width: 'minmax(160px, 1.8fr)',
        cell: (row) => <Address address={row.address} />,
        whole: (row) => row.address,
      },
      { id: 'status', title: t('requests.status'), width: '104px', cell: (row) => <StatusWord status={row.status} /> },
      {
        id: 'note',
        title: t('requests.note'),
        width: 'minmax(110px, 1fr)',
        spare: 2,
        cell: (row) => <span className={styles.faint}>{row.note?.replace(/\s+/g, ' ')}</span>,
        whole: (row) => row.note ?? undefined,
      },
      {
        id: 'domain',
        title: t('requests.domain'),
        width: '98px',
        spare: 3,
        cell: (row) =>
          row.domain_known ? (
            <Dot tone="mute">{t('requests.known')}</Dot>
          ) : (
            <Dot tone="warn">{t('requests.unknown')}</Dot>
          ),
        whole: (row) => t(row.domain_known ? 'request.domain_known' : 'request.domain_unknown', { domain: row.domain }),
      },
      {
        id: 'since',
        title: t(decidable ? 'requests.since' : 'requests.asked'),
        width: '132px',
        sortable: true,
        cell: (row) => <When capital at={row.confirmed_at} />,
      },
      decidable ? suggestionOf(t, account) : decisionOf(t),
    ],
    [t, account, decidable],
  );
}

const suggestionOf = (t: TFunction, account: string): Column<RequestRow> => ({
  id: 'suggestion',
  title: t('requests.suggestion'),
  width: 'minmax(130px, 1.3fr)',
  spare: 1,
  cell: (row) =>
    row.suggested === null ? null : (
      <>
        {groupWords(row.suggested.group_path, account)} <span className={styles.faint}>{row.suggested.role_name}</span>
      </>
    ),
  whole: (row) =>
    row.suggested === null
      ? undefined
      : `${groupWords(row.suggested.group_path, account)} · ${row.suggested.role_name}`,
});

const decisionOf = (t: TFunction): Column<RequestRow> => ({
  id: 'decision',
  title: t('requests.decision'),
  width: 'minmax(130px, 1.3fr)',
  spare: 1,
  cell: (row) =>
    row.decided_at === null ? null : (
      <>
        {row.decided_by === null ? null : `${row.decided_by}, `}
        <span className={styles.faint}>
          <When at={row.decided_at} />
        </span>
      </>
    ),
  whole: (row) =>
    row.decided_at === null ? undefined : [row.decided_by ?? [], fullDate(row.decided_at)].flat().join(', '),
});

const groupWords = (path: string, account: string) => (path === '/' ? account : path);

/** With a way to copy it for the mouse; the keyboard has it in the menu of the row. */
function Address({ address }: { address: string }) {
  const { t } = useTranslation();
  const copy = useCopy();
  const label = t('copy.address', { address });
  return (
    <span className={styles.address}>
      <span className={styles.addressText}>{address}</span>
      <button
        type="button"
        tabIndex={-1}
        className={styles.copy}
        data-part="copy"
        aria-label={label}
        title={label}
        onClick={(event) => {
          // Not a press on the row.
          event.stopPropagation();
          void copy(address, t('copy.done', { text: address }));
        }}
      >
        <Icon name="copy" size={14} />
      </button>
    </span>
  );
}
