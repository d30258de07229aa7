import { type CalendarDate, parseDate } from '@internationalized/date';
import { useId, useState } from 'react';
import { DateField, DateInput, DateSegment } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button';
import styles from './DayField.module.css';

interface Props {
  /** Stands inside the field, before the day. */
  label: string;
  /** `2026-11-22`; null for none. */
  value: string | null;
  onChange: (day: string | null) => void;
}

/** While a year is being typed it is one of long ago. */
const FIRST_YEAR = 1900;

/** A day, written part by part as the person's language orders them. */
export function DayField({ label, value, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [day, setDay] = useState(() => read(value));
  const [from, setFrom] = useState(value);
  if (from !== value) {
    setFrom(value);
    if ((day?.toString() ?? null) !== value) setDay(read(value));
  }
  const change = (next: CalendarDate | null) => {
    setDay(next);
    if (next === null || next.year >= FIRST_YEAR) onChange(next?.toString() ?? null);
  };
  return (
    <span className={styles.field} data-filled={day !== null}>
      <span className={styles.label} id={`${id}-label`}>
        {label}
      </span>
      <DateField
        aria-labelledby={`${id}-label`}
        granularity="day"
        value={day}
        onChange={(next) => change(next === null ? null : read(next.toString()))}
      >
        <DateInput className={styles.input ?? ''}>
          {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
        </DateInput>
      </DateField>
      {day === null ? null : (
        <IconButton small icon="close" label={t('day.clear', { label })} onPress={() => change(null)} />
      )}
    </span>
  );
}

function read(value: string | null): CalendarDate | null {
  try {
    return value === null ? null : parseDate(value);
  } catch {
    return null; // an address that somebody wrote
  }
}
