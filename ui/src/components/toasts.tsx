import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './Button';
import { Icon } from './Icon';
import styles from './toasts.module.css';

export interface Toast {
  words: string;
  /** It went wrong: stays until it is closed. */
  bad?: boolean;
  /** It waits for an answer: stays until it is closed. */
  stays?: boolean;
  action?: { label: string; act: () => void };
}

type Shown = Toast & { id: number };

const LASTS = 7000;
let next = 1;
let shown: readonly Shown[] = [];
const listeners = new Set<() => void>();

function set(toasts: readonly Shown[]): void {
  shown = toasts;
  for (const listener of listeners) listener();
}

/** Says that something is done. */
export function toast(what: Toast): void {
  set([...shown.slice(-2), { ...what, id: next++ }]);
}

export function clearToasts(): void {
  set([]);
}

const close = (id: number) => set(shown.filter((each) => each.id !== id));

/** Where toasts appear: at the foot of the window, over everything. */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  return (
    // The modal's veil hides what is outside of it from assistive technology; this stays to be heard.
    <section className={styles.region} aria-label={t('toast.region')} data-react-aria-top-layer="true">
      <div role="status" aria-live="polite">
        {toasts.map((each) => (
          <ToastView key={each.id} toast={each} />
        ))}
      </div>
    </section>
  );
}

function ToastView({ toast: { id, words, bad = false, stays = bad, action } }: { toast: Shown }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (stays || held) return undefined;
    const timer = setTimeout(() => close(id), LASTS);
    return () => clearTimeout(timer);
  }, [stays, held, id]);
  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={bad ? styles.bad : styles.good}>
        <Icon name={bad ? 'error' : 'done'} />
      </span>
      <span className={styles.words}>{words}</span>
      {action === undefined ? null : (
        <Button
          small
          onPress={() => {
            close(id);
            action.act();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton small icon="close" label={t('toast.close')} onPress={() => close(id)} />
    </div>
  );
}
