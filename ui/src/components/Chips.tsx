import type { FocusEvent } from 'react';
import { ToggleButton } from 'react-aria-components';
import styles from './Chips.module.css';
import type { Tone } from './Status';
import dots from './Status.module.css';
import { formatNumber } from './time';

export interface Chip<T extends string> {
  value: T;
  label: string;
  count: number;
  tone?: Tone;
  /** It does not filter this list, but leads to another. */
  href?: string;
}

interface Props<T extends string> {
  label: string;
  chips: Chip<T>[];
  /** Null: all. */
  value: T | null;
  onChange: (value: T | null) => void;
  /** Bigger, for the head of a page. */
  cards?: boolean;
}

/** Numbers that filter the list beneath. Pressing the pressed one again takes the filter away. */
export function Chips<T extends string>({ label, chips, value, onChange, cards = false }: Props<T>) {
  return (
    <div className={cards ? styles.cards : styles.chips} role="group" aria-label={label}>
      {chips.map((chip) =>
        chip.href === undefined ? (
          <ToggleButton
            key={chip.value}
            className={(cards ? styles.card : styles.chip) ?? ''}
            isSelected={value === chip.value}
            onFocus={inSight}
            onChange={(selected) => onChange(selected ? chip.value : null)}
          >
            <Words chip={chip} />
          </ToggleButton>
        ) : (
          <a
            key={chip.value}
            className={cards ? styles.card : styles.chip}
            href={chip.href}
            onFocus={inSight}
            data-leads="true"
          >
            <Words chip={chip} />
          </a>
        ),
      )}
    </div>
  );
}

/** Of what is at the edge of the line, browsers leave hidden what is hidden. */
const inSight = (event: FocusEvent<Element>) => event.target.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });

function Words<T extends string>({ chip }: { chip: Chip<T> }) {
  return (
    <>
      <span className={styles.number}>{formatNumber(chip.count)}</span>{' '}
      <span className={styles.word}>
        {chip.tone === undefined ? null : <span className={`${dots.dot} ${dots[chip.tone]}`} aria-hidden="true" />}
        {chip.label}
      </span>
    </>
  );
}
