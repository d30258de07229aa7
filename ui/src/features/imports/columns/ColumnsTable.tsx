import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../components/Choice';
import { ShownText, shownText } from '../../../components/ShownText';
import type { Column, ColumnsView, Mapping } from '../../../ipc/bindings';
import styles from './columns.module.css';
import { meanings, widthOf, withMeaning } from './meanings';

interface Props {
  columns: ColumnsView;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

/** The first rows as they are; above each column, what it means. */
export function ColumnsTable({ columns, mapping, onChange }: Props) {
  const { t } = useTranslation();
  const width = widthOf(columns);
  const header = columns.rows.find(([number]) => number === mapping.header_row)?.[1] ?? [];
  const places = Array.from({ length: width }, (_, at) => at);
  const nameOf = (at: number) => {
    const title = shownText(header[at] ?? '');
    return title === '' ? t('import.column_number', { number: at + 1 }) : title;
  };
  /** What our own reports have besides is offered only where it stands. */
  const offered = (now: Column | null) => (now === null || meanings.includes(now) ? meanings : [...meanings, now]);
  const scroller = useTitlesInSight(mapping.header_row);
  return (
    <div className={styles.scroller} ref={scroller}>
      <table className={styles.table} aria-label={t('import.columns_table')}>
        <thead>
          <tr>
            <td className={styles.number}>
              <span className="visually-hidden">{t('import.row')}</span>
            </td>
            {places.map((at) => {
              const now = mapping.columns[at] ?? null;
              return (
                <th key={at} scope="col" data-meant={now !== null}>
                  <Select
                    bare
                    wide
                    label={t('import.meaning_of', { column: nameOf(at) })}
                    value={now ?? 'none'}
                    options={[
                      { value: 'none', label: t('import.meaning.none') },
                      ...offered(now).map((meaning) => ({ value: meaning, label: t(`import.meaning.${meaning}`) })),
                    ]}
                    onChange={(chosen) => onChange(withMeaning(mapping, at, chosen === 'none' ? null : chosen))}
                  />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {columns.rows.map(([number, cells]) => {
            const kind =
              number === mapping.header_row ? 'header' : number < (mapping.header_row ?? 0) ? 'above' : 'row';
            return (
              <tr key={number} data-kind={kind}>
                <th scope="row" className={styles.number}>
                  {number}
                  {kind === 'header' ? <span className="visually-hidden"> {t('import.header_here')}</span> : null}
                </th>
                {places.map((at) => (
                  <td key={at} data-meant={(mapping.columns[at] ?? null) !== null} title={shownText(cells[at] ?? '')}>
                    <ShownText>{cells[at] ?? ''}</ShownText>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A scrolled place in which the row of titles is in sight: it may stand far below what is above it. */
function useTitlesInSight(row: number | null): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = scroller.current;
    const titles = place?.querySelector('[data-kind="header"]')?.getBoundingClientRect();
    const head = place?.querySelector('thead')?.getBoundingClientRect();
    if (row === null || place === null || titles === undefined || head === undefined) return;
    if (titles.bottom <= place.getBoundingClientRect().bottom) return;
    place.scrollTo({ top: place.scrollTop + titles.top - head.bottom });
  }, [row]);
  return scroller;
}
