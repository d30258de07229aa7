import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Invite.module.css';
import { PersonChip } from './PersonChip';
import { Remarks } from './Remarks';
import { type Checked, MOST, type Person, checkOf, weightOf } from './people';
import type { People } from './usePeople';

/** So many are shown one by one; a pasted column of thousands is a number. */
const SHOWN = 60;

interface Props {
  work: People;
  checked: Checked | undefined;
}

/** One field that takes many people: typed, or pasted from a mail, a spreadsheet, a list. */
export function PeopleField({ work, checked }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { people, text } = work;
  const shown = people.slice(0, SHOWN);
  const remarkId = (person: Person) => `${id}-remark-${person.key}`;
  const remarkable = (person: Person) => (checkOf(checked, person)?.message ?? '') !== '';

  // Where the next one is typed stays in sight.
  const count = people.length;
  useEffect(() => {
    if (count > 0 && box.current !== null && document.activeElement === input.current)
      box.current.scrollTop = box.current.scrollHeight;
  }, [count]);

  const chips = () => [...(box.current?.querySelectorAll<HTMLElement>('[data-person]') ?? [])];
  const focusAt = (at: number) => (chips()[at] ?? input.current)?.focus();
  const placeOf = (person: Person) => shown.findIndex((each) => each.key === person.key);
  const remove = (person: Person) => {
    const at = placeOf(person);
    work.remove(person.key);
    // The one behind it, when the page has it in that place; the field behind the last.
    requestAnimationFrame(() => focusAt(at));
  };
  const correct = (person: Person) => {
    work.correct(person);
    input.current?.focus();
  };

  const onChipKey = (event: React.KeyboardEvent, person: Person) => {
    const at = placeOf(person);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'ArrowLeft') focusAt(Math.max(0, at - 1));
    else if (event.key === 'ArrowRight') focusAt(at + 1);
    else if (event.key === 'Home') focusAt(0);
    else if (event.key === 'End') input.current?.focus();
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(person);
    else if (event.key === 'Enter' || event.key === 'F2') correct(person);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      input.current?.focus();
    } else {
      // A letter is meant for the field.
      if (plain && event.key.length === 1) input.current?.focus();
      return;
    }
    event.preventDefault();
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const last = people.at(-1);
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && text.trim() !== '') work.commit(text);
    else if (event.key === 'Backspace' && text === '' && last !== undefined) work.correct(last);
    else if (event.key === 'ArrowLeft' && selectionStart === 0 && selectionEnd === 0 && shown.length > 0)
      focusAt(shown.length - 1);
    else if (event.key === 'Escape' && work.restore()) event.stopPropagation();
    else return;
    event.preventDefault();
  };

  const onChange = (next: string) => {
    // Between quotes or brackets a comma is one of the name, or of the address.
    const open = next.split('"').length % 2 === 0 || /<[^>]*$/.test(next);
    if (/[,;]$/.test(next) && !open) work.commit(next.slice(0, -1));
    else work.setText(next);
  };

  const onPaste = (event: React.ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    const several = /[,;\n\r\t]/.test(pasted.trim()) || pasted.split('@').length > 2;
    // A part of an address is put where the others are; the rest is people at once, and so is what was typed before.
    if (!several && (text !== '' || !pasted.includes('@'))) return;
    event.preventDefault();
    if (text.trim() !== '') work.commit(text);
    work.commit(pasted);
  };

  return (
    <div className={styles.people}>
      <div className={styles.labelLine}>
        <label htmlFor={`${id}-input`} className={styles.label}>
          {t('invite.people')}
        </label>
        <span className={styles.count} role="status" data-over={people.length > MOST}>
          {t('invite.count', { count: people.length, most: MOST })}
        </span>
      </div>
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the field in it has the keys */}
      <div
        ref={box}
        className={styles.box}
        onMouseDown={(event) => {
          if (event.target !== event.currentTarget) return;
          event.preventDefault();
          input.current?.focus();
        }}
      >
        {shown.length === 0 ? null : (
          <div
            role="listbox"
            aria-label={t('invite.people_list')}
            aria-orientation="horizontal"
            className={styles.chips}
          >
            {shown.map((person) => {
              const check = checkOf(checked, person);
              return (
                <PersonChip
                  key={person.key}
                  person={person}
                  weight={check === undefined ? null : weightOf(check)}
                  remark={remarkable(person) ? remarkId(person) : undefined}
                  onKey={onChipKey}
                  onRemove={remove}
                  onCorrect={correct}
                />
              );
            })}
          </div>
        )}
        {people.length > SHOWN ? (
          <span className={styles.moreChips}>{t('invite.and_more', { count: people.length - SHOWN })}</span>
        ) : null}
        <input
          id={`${id}-input`}
          ref={input}
          className={styles.input}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
          autoFocus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="email"
          aria-describedby={`${id}-hint`}
          placeholder={people.length === 0 ? t('invite.people_example') : ''}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={(event) => {
            // Who looks something up in another window has not finished typing: the field is still the active one then.
            if (document.activeElement !== event.currentTarget) work.commit(text);
          }}
        />
      </div>
      <p className={styles.hint} id={`${id}-hint`}>
        {t('invite.people_hint')}
        {people.length === 0 ? null : <span className="visually-hidden"> {t('invite.people_keys')}</span>}
      </p>
      <Remarks
        people={people.filter(remarkable)}
        checked={checked}
        idOf={remarkId}
        onUse={(person, address) => work.replace(person.key, address)}
        onCorrect={correct}
        onRemove={remove}
      />
    </div>
  );
}
