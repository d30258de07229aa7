import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { type Chip, Chips } from '../../components/Chips';
import { Grid } from '../../components/Grid';
import list from '../../components/List.module.css';
import { Empty, ListError, Skeleton } from '../../components/ListState';
import { address, navigate, usePlace } from '../../components/navigation';
import { Page } from '../../components/Page';
import type { Tone } from '../../components/Status';
import { toast } from '../../components/toasts';
import { usePanel } from '../../components/usePanel';
import { type DeliveryState, type MailId, type MailRow, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries, useMailStatus } from '../../ipc/queries';
import styles from './Mail.module.css';
import { MailPanel } from './MailPanel';
import { useBounces } from './useBounces';
import { useMailColumns } from './mailColumns';
import { PauseButton } from './PauseButton';
import { RouteNote } from './RouteNote';

const states: [DeliveryState, Tone][] = [
  ['failed', 'bad'],
  ['uncertain', 'warn'],
  ['deferred', 'warn'],
  ['queued', 'mute'],
  ['sending', 'wait'],
  ['sent', 'good'],
  ['dropped', 'mute'],
];
const PAGE = 100;

/** The outbox: what waits, what left, and what became of it. */
export function MailPage() {
  const { t } = useTranslation();
  const { path, params } = usePlace();
  const shown = params.get('state');
  const state = states.find(([each]) => each === shown)?.[0] ?? null;
  const open = path[1] !== undefined && /^\d+$/.test(path[1]) ? Number(path[1]) : null;
  const counts = useQuery(queries.mailCounts).data;
  const status = useMailStatus().data;
  const bounces = useBounces();
  const mails = useMails(state);
  const columns = useMailColumns();

  const show = (mail: MailId | null, next: DeliveryState | null = state) =>
    navigate(address(mail === null ? 'mail' : `mail/${mail}`, { state: next }), {
      replace: mail !== null && open !== null,
    });
  const panel = usePanel({ open, show, idOf: (row: MailRow) => row.id });

  const chips = states
    .filter(([each]) => (counts?.[each] ?? 0) > 0 || each === state)
    .map(([each, tone]): Chip<DeliveryState> => {
      return { value: each, label: t(`delivery.${each}`), count: counts?.[each] ?? 0, tone };
    });
  const total = counts === undefined ? 0 : state === null ? sum(Object.values(counts)) : counts[state];

  return (
    <Page
      title={t('mail.title')}
      actions={
        <>
          <Button onPress={() => void bounces.choose()}>{t('bounce.read')}</Button>
          <PauseButton />
          <Deliver />
        </>
      }
      panel={open === null ? null : <MailPanel id={open} focus={panel.focus} onClose={panel.close} />}
    >
      <div className={list.tools}>
        {status?.route === 'folder' ? <RouteNote folder={status.folder} /> : null}
        {status?.route === 'smtp' && status.per_minute !== null ? (
          <p className={styles.faint}>{t('mail.per_minute', { count: status.per_minute })}</p>
        ) : null}
        <Chips label={t('mail.filter')} chips={chips} value={state} onChange={(next) => show(null, next)} />
      </div>
      {mails.failure !== null && !mails.loaded ? (
        <ListError failure={mails.failure} retry={mails.retry} />
      ) : !mails.loaded ? (
        <Skeleton />
      ) : mails.rows.length === 0 ? (
        state === null ? (
          <Empty title={t('mail.empty')}>{t('mail.empty_text')}</Empty>
        ) : (
          <Empty title={t('mail.none')} />
        )
      ) : (
        <Grid
          {...panel.grid}
          label={t('mail.label')}
          columns={columns}
          count={Math.max(mails.rows.length, mails.more ? total : 0)}
          rowAt={(index) => mails.rows[index]}
          onVisible={mails.onVisible}
          resetKey={state ?? ''}
        />
      )}
    </Page>
  );
}

const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);

/** Mails newest first, more of them as they come in sight. */
function useMails(state: DeliveryState | null) {
  const query = useInfiniteQuery({
    queryKey: ['mail', 'list', state],
    queryFn: ({ pageParam }) =>
      unwrap(commands.listMail({ states: state === null ? [] : [state], before: pageParam, limit: PAGE })),
    initialPageParam: null as MailId | null,
    getNextPageParam: (last) => (last.mails.length < PAGE ? undefined : last.mails.at(-1)?.id),
  });
  const { data, fetchNextPage, hasNextPage, isFetching } = query;
  const rows = useMemo<MailRow[]>(() => data?.pages.flatMap((page) => page.mails) ?? [], [data]);
  const count = rows.length;
  const onVisible = useCallback(
    (_first: number, last: number) => {
      if (last + 20 >= count && hasNextPage && !isFetching) void fetchNextPage();
    },
    [count, hasNextPage, isFetching, fetchNextPage],
  );
  return {
    rows,
    onVisible,
    more: hasNextPage,
    loaded: data !== undefined,
    failure: query.error === null ? null : asFailure(query.error),
    retry: () => void query.refetch(),
  };
}

function Deliver() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const status = useMailStatus().data;
  const deliver = useMutation({
    mutationFn: () => unwrap(commands.deliverMail()),
    onSuccess: (after) => {
      client.setQueryData(queries.mailStatus.queryKey, after);
      return client.invalidateQueries({ queryKey: ['mail'] });
    },
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  const busy = deliver.isPending || status?.delivering === true;
  const paused = status?.paused === true;
  return (
    <Button icon="send" onPress={() => deliver.mutate()} isDisabled={busy || paused}>
      {busy ? t('mail.delivering') : t('mail.deliver')}
    </Button>
  );
}
