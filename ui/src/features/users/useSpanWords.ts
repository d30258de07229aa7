import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { dayDate, dayRange } from '../../components/time';
import type { Span } from './moments';

/** Says some days: `last 30 days`, `Jan 1 – Mar 31, 2026`, `until Mar 31, 2026`. */
export function useSpanWords(): (span: Span) => string {
  const { t } = useTranslation();
  return useCallback(
    (span) => {
      if (span.kind !== 'between')
        return span.days === 1 ? t('span.today') : t(`span.${span.kind}`, { count: span.days });
      if (span.from === null) return t('span.until', { day: span.to === null ? '' : dayDate(span.to) });
      if (span.to === null) return t('span.since', { day: dayDate(span.from) });
      return dayRange(span.from, span.to);
    },
    [t],
  );
}
