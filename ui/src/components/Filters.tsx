import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import styles from './List.module.css';

interface Props {
  /** Something is filtered or searched for, here or in the cards above. */
  filtered: boolean;
  onClear: () => void;
  children: ReactNode;
  /** At the end of the row: what is not about who is shown. */
  end?: ReactNode;
}

/** The filters of a list in a row, and the way out of all of them. */
export function Filters({ filtered, onClear, children, end }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.filters}>
      {children}
      {filtered ? (
        <Button kind="quiet" onPress={onClear}>
          {t('list.clear')}
        </Button>
      ) : null}
      {end === undefined ? null : <span className={styles.filtersEnd}>{end}</span>}
    </div>
  );
}
