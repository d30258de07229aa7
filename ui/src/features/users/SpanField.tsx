import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../components/Choice';
import { DayField } from '../../components/DayField';
import type { UserMoment } from '../../ipc/bindings';
import styles from './MoreFilters.module.css';
import { type Span, presets, spanIn, spanText } from './moments';
import { useSpanWords } from './useSpanWords';

const ANY = 'any';
const BETWEEN = 'between';

interface Props {
  of: UserMoment;
  value: Span | null;
  onChange: (span: Span | null) => void;
}

/** When something happened: some days that are often asked for, or from one day to another. */
export function SpanField({ of, value, onChange }: Props) {
  const { t } = useTranslation();
  const wordsOf = useSpanWords();
  const [between, setBetween] = useState(false);
  const days = value?.kind === 'between' ? value : between ? { from: null, to: null } : null;
  const usual = presets[of].map((span) => ({ value: spanText(span) ?? '', label: wordsOf(span) }));
  const now = spanText(value);
  const unusual = value === null || value.kind === 'between' || usual.some((each) => each.value === now);
  const set = (change: { from?: string | null; to?: string | null }) => {
    const next = { kind: 'between' as const, from: days?.from ?? null, to: days?.to ?? null, ...change };
    setBetween(true);
    onChange(spanText(next) === null ? null : next);
  };
  return (
    <div className={styles.span} role="group" aria-label={t(`moment.${of}`)}>
      <span className={styles.spanName} aria-hidden="true">
        {t(`moment.${of}`)}
      </span>
      <Select
        bare
        wide
        label={t(`moment.${of}`)}
        value={days !== null ? BETWEEN : (now ?? ANY)}
        onChange={(chosen) => {
          setBetween(chosen === BETWEEN);
          onChange(spanIn(chosen));
        }}
        options={[
          { value: ANY, label: t('span.any') },
          ...usual,
          ...(unusual || now === null ? [] : [{ value: now, label: wordsOf(value) }]),
          { value: BETWEEN, label: t('span.choose') },
        ]}
      />
      {days === null ? null : (
        <div className={styles.days}>
          <DayField label={t('span.from')} value={days.from} onChange={(from) => set({ from })} />
          <DayField label={t('span.to')} value={days.to} onChange={(to) => set({ to })} />
        </div>
      )}
    </div>
  );
}
