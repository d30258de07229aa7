import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../ipc/bindings';
import { type Offer, asFailure, offerFor } from '../ipc/failure';
import { Button } from './Button';
import { Icon } from './Icon';
import styles from './ListState.module.css';
import { address, navigate } from './navigation';
import { useDelayed } from './useDelayed';

/** Nothing there: why, and the one next step. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.state}>
      <h2 className={styles.title}>{title}</h2>
      {children === undefined ? null : <p className={styles.text}>{children}</p>}
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** Grey rows, once loading has taken 150 ms. */
export function Skeleton({ rows = 8 }: { rows?: number | undefined }) {
  const { t } = useTranslation();
  const late = useDelayed(true);
  if (!late) return <div aria-busy="true" />;
  return (
    <div className={styles.skeleton} role="status" aria-label={t('list.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row} aria-hidden="true">
          <span style={{ width: `${18 + ((row * 37) % 14)}%` }} />
          <span style={{ width: `${24 + ((row * 53) % 16)}%` }} />
          <span style={{ width: '10%' }} />
        </div>
      ))}
    </div>
  );
}

interface Ways {
  retry?: (() => void) | undefined;
  chooseFile?: (() => void) | undefined;
  openAnother?: (() => void) | undefined;
}

function OfferButton({ offer, ways }: { offer: Offer; ways: Ways }) {
  const { t } = useTranslation();
  const settings = () => navigate(address('settings'));
  const choices: Record<Offer, [string, (() => void) | undefined]> = {
    try_again: [t('offer.try_again'), ways.retry],
    open_settings: [t('offer.open_settings'), settings],
    choose_another_file: [t('offer.choose_another_file'), ways.chooseFile],
    open_another: [t('offer.open_another'), ways.openAnother],
    nothing: [t('offer.try_again'), undefined],
  };
  const [words, act] = choices[offer];
  return act === undefined ? null : <Button onPress={act}>{words}</Button>;
}

/** A list that could not be read. There is always a way on. */
export function ListError({ failure, ...ways }: { failure: Failure } & Ways) {
  const offer = offerFor[failure.code];
  const { t } = useTranslation();
  return (
    <div className={styles.state} role="alert">
      <Icon name="error" size={20} />
      <p className={styles.text}>{failure.message}</p>
      <div className={styles.action}>
        {offer === 'nothing' || offer === 'open_another' ? (
          <Button {...(ways.retry === undefined ? {} : { onPress: ways.retry })}>{t('offer.try_again')}</Button>
        ) : (
          <OfferButton offer={offer} ways={ways} />
        )}
      </div>
    </div>
  );
}

interface AnsweredProps<T> {
  query: UseQueryResult<T>;
  /** As many as there are lines to come, about. */
  rows?: number;
  children: (answer: T) => ReactNode;
}

/** What was asked for; until it is there, that it comes, or why it does not. */
export function Answered<T>({ query, rows, children }: AnsweredProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <ListError failure={asFailure(query.error)} retry={() => void query.refetch()} />;
  return <Skeleton rows={rows} />;
}

/** Something that went wrong, in its place among other things. */
export function FailureNote({ failure, ...ways }: { failure: Failure } & Ways) {
  return (
    <Note tone="bad" action={<OfferButton offer={offerFor[failure.code]} ways={ways} />}>
      {failure.message}
    </Note>
  );
}

interface NoteProps {
  tone: 'info' | 'warn' | 'bad' | 'good';
  children: ReactNode;
  action?: ReactNode;
}

const noteIcon = { info: 'info', warn: 'warning', bad: 'error', good: 'done' } as const;

/** A sentence in a box. Bad news is announced at once, the rest when there is time. */
export function Note({ tone, children, action }: NoteProps) {
  return (
    <div className={`${styles.note} ${styles[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={noteIcon[tone]} />
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  );
}
