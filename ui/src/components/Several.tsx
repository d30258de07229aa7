import { useId } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from './Choice.module.css';
import type { Option } from './Choice';
import { Icon } from './Icon';

interface Props<T extends string> {
  /** Stands inside the button: `Kind: any`. */
  label: string;
  options: Option<T>[];
  /** Empty: any. */
  value: T[];
  onChange: (value: T[]) => void;
  /** What stands there while nothing is chosen. */
  any: string;
}

/** Any number of several, in a list that stays open while they are ticked. */
export function Several<T extends string>({ label, options, value, onChange, any }: Props<T>) {
  const id = useId();
  const { t } = useTranslation();
  const [first, ...more] = options.filter((option) => value.includes(option.value));
  const words =
    first === undefined
      ? any
      : more.length === 0
        ? first.label
        : t('several', { first: first.label, more: more.length });
  return (
    <Select
      className={`${styles.select} ${styles.inline}`}
      selectionMode="multiple"
      value={value}
      onChange={(keys) => {
        const next = new Set<unknown>(keys);
        onChange(options.filter((option) => next.has(option.value)).map((option) => option.value));
      }}
      aria-label={label}
    >
      <Button className={styles.trigger ?? ''} aria-labelledby={`${id}-label ${id}-value`}>
        <span className={styles.prefix} id={`${id}-label`}>
          {label}
        </span>{' '}
        <span className={styles.value} id={`${id}-value`}>
          {words}
        </span>
        <Icon name="chevron" size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={options.map((option) => ({ ...option, id: option.value }))}>
          {(option) => (
            <ListBoxItem className={styles.option ?? ''} textValue={option.label}>
              {({ isSelected }) => (
                <>
                  <span className={styles.tick} aria-hidden="true">
                    {isSelected ? <Icon name="done" size={14} /> : null}
                  </span>
                  <span>{option.label}</span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
