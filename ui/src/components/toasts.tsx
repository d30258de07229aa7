import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './Button';
import { Icon } from './Icon';
import styles from './toasts.module.css';
import { isCovered } from './useShortcut';

export interface Toast {
  words: string;
  /** It went wrong: stays until it is closed. */
  bad?: boolean;
  /** It waits for an answer: stays until it is closed. */
  stays?: boolean;
  /** About what it is: it takes the place of an older message about the same. */
  about?: string;
  /** What can be done about it; `undoes`: it takes back what was done, also by Ctrl+Z. */
  action?: { label: string; undoes?: boolean; act: () => void };
}

type Shown = Toast & { id: number };

/** For so many milliseconds a message stays that is only to be read. */
const LASTS = 7000;
/** For so many one stays that something can be done about: long enough to think, and to get there by the keyboard. */
const LASTS_TO_ACT = 20_000;
/** The key that goes to the newest message. */
const KEY = 'F6';
let next = 1;
let shown: readonly Shown[] = [];
const listeners = new Set<() => void>();

function set(toasts: readonly Shown[]): void {
  shown = toasts;
  for (const listener of listeners) listener();
}

/** Says that something is done. */
export function toast(what: Toast): void {
  const others = shown.filter((each) => what.about === undefined || each.about !== what.about);
  set([...others.slice(-2), { ...what, id: next++ }]);
}

export function clearToasts(): void {
  set([]);
}

const close = (id: number) => set(shown.filter((each) => each.id !== id));

/** Somebody writes: Ctrl+Z is theirs. */
const written = 'input, textarea, [contenteditable]';

/** F6 goes to the newest message, Escape closes the one that has the focus, and Ctrl+Z undoes what was done last, as long as its message stands there. */
function heardKey(event: KeyboardEvent, region: HTMLElement | null): void {
  if (event.defaultPrevented || event.altKey || event.shiftKey) return;
  if (event.key === KEY && !event.ctrlKey && !event.metaKey) {
    const buttons = region?.querySelector('[data-toast]:last-child')?.querySelectorAll<HTMLElement>('button');
    if (buttons?.[0] === undefined) return;
    event.preventDefault();
    buttons[0].focus();
  } else if (event.key === 'Escape' && region?.contains(document.activeElement) === true) {
    const own = document.activeElement?.closest<HTMLElement>('[data-toast]');
    // Not also for the panel beneath.
    event.preventDefault();
    close(Number(own?.dataset['toast']));
  } else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
    const last = shown.findLast((each) => each.action?.undoes === true);
    // What a dialog asks is not to change beneath it.
    if (
      last === undefined ||
      isCovered() ||
      (event.target instanceof Element && event.target.closest(written) !== null)
    )
      return;
    event.preventDefault();
    close(last.id);
    last.action?.act();
  }
}

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
  const region = useRef<HTMLElement>(null);
  /** Where the focus was before it came here: there it goes back to. */
  const from = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => heardKey(event, region.current);
    const onFocus = (event: FocusEvent) => {
      const inside = (one: EventTarget | null) => one instanceof Node && region.current?.contains(one) === true;
      const before = event.relatedTarget;
      if (inside(event.target) && before instanceof HTMLElement && !inside(before)) from.current = before;
    };
    // Before the panel, which hears Escape on the window too.
    window.addEventListener('keydown', onKey, { capture: true });
    window.addEventListener('focusin', onFocus);
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
      window.removeEventListener('focusin', onFocus);
    };
  }, []);
  useEffect(() => {
    if (from.current === null || region.current?.contains(document.activeElement) === true) return;
    if (document.activeElement === document.body) from.current.focus();
    from.current = null;
  });
  return (
    // The modal's veil hides what is outside of it from assistive technology; this stays to be heard.
    <section ref={region} className={styles.region} aria-label={t('toast.region')} data-react-aria-top-layer="true">
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
  const acts = action !== undefined;
  useEffect(() => {
    if (stays || held) return undefined;
    const timer = setTimeout(() => close(id), acts ? LASTS_TO_ACT : LASTS);
    return () => clearTimeout(timer);
  }, [stays, held, acts, id]);
  return (
    <div
      className={styles.toast}
      data-toast={id}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={bad ? styles.bad : styles.good}>
        <Icon name={bad ? 'error' : 'done'} />
      </span>
      <span className={styles.words}>
        {words}
        {acts ? <span className="visually-hidden"> {t('toast.keys', { key: KEY, label: action.label })}</span> : null}
      </span>
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
