import { useEffect, useRef, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { IconButton } from './Button';
import { Icon } from './Icon';
import styles from './Search.module.css';
import { isCovered } from './useShortcut';
import { useTranslation } from 'react-i18next';

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** Searches a list in a dialog, as wide as that; `/` is a letter there. */
  inDialog?: boolean;
  /** What was opened was opened to search. */
  autoFocus?: boolean;
}

/** Quick enough not to be felt, slow enough not to ask at every letter. */
const REST = 80;

/** Search as you type. `/` comes here from anywhere on the page; Escape empties it. */
export function Search({ label, value, onChange, inDialog = false, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const [from, setFrom] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  if (from !== value) {
    setFrom(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (inDialog) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      // Under a dialog the page is not to be reached.
      if (!slash || isCovered()) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [inDialog]);
  const change = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next), REST);
  };
  return (
    <SearchField
      aria-label={label}
      value={text}
      onChange={change}
      className={`${styles.search} ${inDialog ? styles.whole : ''}`}
    >
      <Icon name="search" />
      <Input ref={input} autoFocus={autoFocus} placeholder={label} className={styles.input ?? ''} />
      {text === '' && inDialog ? null : text === '' ? (
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      ) : (
        <IconButton small icon="close" label={t('search.clear')} />
      )}
    </SearchField>
  );
}
