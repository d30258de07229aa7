import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import styles from './List.module.css';
import type { Key, Selection } from './selection';
import { isCovered } from './useShortcut';

interface Props<K extends Key> {
  label: string;
  selection: Selection<K>;
  /** How many rows match. */
  total: number;
  /** What can be done with the ticked rows: small buttons. */
  children: ReactNode;
}

/** In the place of the foot of a list while rows are ticked. Escape unticks them, when there is nothing else to close. */
export function SelectionBar<K extends Key>({ label, selection, total, children }: Props<K>) {
  const { t } = useTranslation();
  const count = selection.count(total);
  const clear = useEffectEvent(selection.clear);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isCovered()) clear();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className={styles.bar} role="group" aria-label={label}>
      <span role="status" className={styles.barCount}>
        {selection.all && selection.keys.size === 0 ? t('list.ticked_all', { count }) : t('list.ticked', { count })}
      </span>
      {count < total ? (
        <Button small kind="quiet" onPress={selection.tickAll}>
          {t('list.tick_all', { count: total })}
        </Button>
      ) : null}
      <span className={styles.barActs}>
        {children}
        <Button small kind="quiet" onPress={selection.clear}>
          {t('list.untick_all', { count })}
        </Button>
      </span>
    </div>
  );
}
