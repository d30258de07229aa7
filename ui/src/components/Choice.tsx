import { type ReactNode, useId, useRef } from 'react';
import {
  Button,
  Checkbox as AriaCheckbox,
  type CheckboxProps,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import styles from './Choice.module.css';
import { Icon } from './Icon';

/** Yes or no, with its words beside it. */
export function Checkbox({
  children,
  hint,
  ...rest
}: Omit<CheckboxProps, 'className' | 'style' | 'children'> & { children: ReactNode; hint?: ReactNode }) {
  return (
    <AriaCheckbox {...rest} className={styles.check ?? ''}>
      <span className={styles.box} aria-hidden="true">
        <Icon name="done" size={12} />
      </span>
      <span>
        {children}
        {hint === undefined ? null : <span className={styles.hint}>{hint}</span>}
      </span>
    </AriaCheckbox>
  );
}

export interface Option<T extends string> {
  value: T;
  label: string;
  /** How deep it stands in a tree. */
  depth?: number;
  hint?: string;
  /** To be seen, but not to be chosen. */
  disabled?: boolean;
}

interface SelectProps<T extends string> {
  label: string;
  /** The name stands inside the button (`Group: any`), not above it. */
  inline?: boolean;
  /** The name is not to be seen: what stands beside it says it. */
  bare?: boolean;
  /** As wide as its place. */
  wide?: boolean;
  options: Option<T>[];
  /** Null: nothing is chosen yet. */
  value: T | null;
  onChange: (value: T) => void;
  /** Stands there until something is chosen. */
  placeholder?: string;
}

/** One of several, in a list that opens. Arrows and letters choose in the open list only: at the closed one letters are the page's keys. */
export function Select<T extends string>({
  label,
  inline = false,
  bare = false,
  wide = false,
  options,
  value,
  onChange,
  placeholder = '',
}: SelectProps<T>) {
  const id = useId();
  const within = inline || bare;
  const chosen = options.find((option) => option.value === value);
  const open = useRef(false);
  return (
    <AriaSelect
      className={`${styles.select} ${within ? styles.inline : ''} ${bare && !wide ? styles.bare : ''}`}
      value={value}
      onOpenChange={(next) => {
        open.current = next;
      }}
      onChange={(key) => {
        if (open.current) onChange(key as T);
      }}
      {...(within ? { 'aria-label': label } : {})}
    >
      {within ? null : <Label className={styles.label}>{label}</Label>}
      <Button className={styles.trigger ?? ''} {...(within ? { 'aria-labelledby': `${id}-label ${id}-value` } : {})}>
        {within ? (
          <span className={bare ? 'visually-hidden' : styles.prefix} id={`${id}-label`}>
            {label}
          </span>
        ) : null}{' '}
        <SelectValue className={styles.value ?? ''}>
          {() => (
            <span id={`${id}-value`} className={chosen === undefined ? styles.placeholder : undefined}>
              {chosen?.label ?? placeholder}
            </span>
          )}
        </SelectValue>
        <Icon name="chevron" size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={options.map((option) => ({ ...option, id: option.value }))}>
          {(option) => (
            <ListBoxItem className={styles.option ?? ''} textValue={option.label}>
              <span className={styles.tick} aria-hidden="true">
                {option.value === value ? <Icon name="done" size={14} /> : null}
              </span>
              <span style={{ paddingInlineStart: (option.depth ?? 0) * 12 }}>{option.label}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

interface RadiosProps<T extends string> {
  label: string;
  options: Option<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** One of few, all to be seen. */
export function Radios<T extends string>({ label, options, value, onChange }: RadiosProps<T>) {
  return (
    <RadioGroup className={styles.radios ?? ''} value={value} onChange={(key) => onChange(key as T)}>
      <Label className={styles.label}>{label}</Label>
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          isDisabled={option.disabled ?? false}
          className={styles.radio ?? ''}
        >
          <span className={styles.ring} aria-hidden="true" />
          <span>
            {option.label}
            {option.hint === undefined ? null : <span className={styles.hint}>{option.hint}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
