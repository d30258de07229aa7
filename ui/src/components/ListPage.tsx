import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../ipc/bindings';
import { Button } from './Button';
import styles from './List.module.css';
import { Empty, ListError, Skeleton } from './ListState';
import { navigate } from './navigation';
import { Page } from './Page';
import { Search } from './Search';
import { useFocusKept } from './useFocusKept';

interface Props {
  /** Whose words in the catalogue: those for the title, for the foot, and for a list in which nothing matches. */
  of: 'users' | 'invitations' | 'requests' | 'activity';
  /** What `usePages` answers. */
  list: { answer: unknown; total: number; failure: Failure | null; loading: boolean; retry: () => void };
  filters: { search: string; setSearch: (text: string) => void; filtered: boolean; clear: () => void };
  /** What the search looks in, if not in names and addresses. */
  searchLabel?: string;
  /** How many there are when nothing is left out. */
  all: number | undefined;
  /** Of others that match, but are not shown: how many, and where they are. */
  also?: { words: string; label: string; href: string } | null;
  /** Beside the field of the search. */
  actions: ReactNode;
  /** Between title and list: the cards, and under them the filters. */
  tools: ReactNode;
  panel: ReactNode;
  /** In the place of a list that has nothing in it though nothing is left out. */
  empty?: ReactNode;
  /** In the place of the foot, while rows are ticked. */
  bar?: ReactNode;
  /** The list. */
  children: ReactNode;
}

/** A page that is one long list: search and filters over it, a panel beside it, how many match beneath. */
export function ListPage({
  of,
  list,
  filters,
  searchLabel,
  all,
  also = null,
  actions,
  tools,
  panel,
  empty,
  bar,
  children,
}: Props) {
  const { t } = useTranslation();
  const usable = list.answer !== undefined;
  useEffect(() => {
    // Painted two frames later: from the start to here is what `cargo xtask bench window` measures.
    if (usable) requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('usable')));
  }, [usable]);
  const head = useRef<HTMLDivElement>(null);
  /** The list, or the search where there is none. */
  const rest = () => {
    const page = head.current?.closest('main');
    return (
      page?.querySelector<HTMLElement>('[role="grid"]') ?? page?.querySelector<HTMLElement>('input[type="search"]')
    );
  };
  useFocusKept(bar != null, rest);
  useFocusKept(list.total > 0, rest);
  const body = () => {
    if (list.failure !== null && list.answer === undefined)
      return <ListError failure={list.failure} retry={list.retry} />;
    if (list.loading) return <Skeleton rows={12} />;
    if (list.total > 0) return children;
    if (!filters.filtered && empty !== undefined) return empty;
    return (
      <Empty
        title={t(`${of}.none`)}
        action={
          <>
            {also === null ? null : (
              <Button kind="primary" onPress={() => navigate(also.href)}>
                {also.label}
              </Button>
            )}
            <Button onPress={filters.clear}>{t('list.clear')}</Button>
          </>
        }
      >
        {also?.words ?? t(`${of}.none_text`)}
      </Empty>
    );
  };
  const count = list.total;
  const foot = () => {
    if (list.answer === undefined) return '';
    return filters.filtered ? t(`${of}.total_of`, { count, all: all ?? count }) : t(`${of}.total`, { count });
  };
  return (
    <Page
      title={t(`${of}.title`)}
      actions={
        <>
          <Search label={searchLabel ?? t('list.search')} value={filters.search} onChange={filters.setSearch} />
          {actions}
        </>
      }
      panel={panel}
    >
      <div ref={head} className={styles.tools}>
        {tools}
      </div>
      {body()}
      {bar ?? (
        <div className={styles.foot} role="status">
          {foot()}
          {also === null || list.total === 0 ? null : (
            <>
              {' · '}
              {also.words} <a href={also.href}>{also.label}</a>
            </>
          )}
        </div>
      )}
    </Page>
  );
}
