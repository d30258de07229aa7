import { CheckboxGroup, DialogTrigger, Label, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Checkbox } from '../../components/Choice';
import type { CameBy, Status } from '../../ipc/bindings';
import styles from './MoreFilters.module.css';
import { SpanField } from './SpanField';
import { moments } from './moments';
import { type UserFilterState, statuses, ways } from './useUserFilters';

/** The filters that are not always in sight: how users stand, how they came, and when. They hold at once. */
export function MoreFilters({ filters }: { filters: UserFilterState }) {
  const { t } = useTranslation();
  return (
    <DialogTrigger>
      <Button icon="filter">{t('users.more_filters')}</Button>
      <Popover
        className={styles.popover ?? ''}
        placement="bottom start"
        offset={4}
        aria-label={t('users.more_filters')}
      >
        <div className={styles.dialog}>
          <CheckboxGroup
            className={styles.part ?? ''}
            value={filters.statuses}
            onChange={(chosen) => filters.setStatuses(chosen as Status[])}
          >
            <Label className={styles.title}>{t('users.status')}</Label>
            <div className={styles.boxes}>
              {statuses.map((status) => (
                <Checkbox key={status} value={status}>
                  {t(`status.${status}`)}
                </Checkbox>
              ))}
            </div>
          </CheckboxGroup>
          <CheckboxGroup
            className={styles.part ?? ''}
            value={filters.cameBy}
            onChange={(chosen) => filters.setCameBy(chosen as CameBy[])}
          >
            <Label className={styles.title}>{t('users.came_by')}</Label>
            <div className={styles.boxes}>
              {ways.map((way) => (
                <Checkbox key={way} value={way}>
                  {t(`user.came_by.${way}`)}
                </Checkbox>
              ))}
            </div>
          </CheckboxGroup>
          <div className={styles.part}>
            {moments.map((of) => (
              <SpanField key={of} of={of} value={filters.spans[of]} onChange={(span) => filters.setSpan(of, span)} />
            ))}
          </div>
        </div>
      </Popover>
    </DialogTrigger>
  );
}
