import type { ReactNode } from 'react';
import {
  Header,
  Keyboard,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  Text,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from './Menu.module.css';

export interface MenuEntry {
  id: string;
  label: string;
  hint?: string;
  /** The letter that does the same on the page. */
  shortcut?: string;
  disabled?: boolean;
  /** It is one of several, and the one that holds now, or none of those. */
  chosen?: boolean;
  act: () => void;
}

/** A section of a menu; a line is drawn between sections. */
export interface MenuPart {
  id: string;
  title?: string;
  entries: MenuEntry[];
}

interface Props {
  /** What opens it. */
  trigger: ReactNode;
  label: string;
  parts: MenuPart[];
  placement?: 'bottom start' | 'bottom end';
}

export function Menu({ trigger, label, parts, placement = 'bottom start' }: Props) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''} placement={placement} offset={4}>
        <MenuList label={label} parts={parts} />
      </Popover>
    </MenuTrigger>
  );
}

interface ListProps {
  label: string;
  parts: MenuPart[];
  /** Of a menu that opened without a trigger. */
  onClose?: () => void;
}

/** The entries of a menu. */
export function MenuList({ label, parts, onClose }: ListProps) {
  const { t } = useTranslation();
  return (
    <AriaMenu
      className={styles.menu ?? ''}
      aria-label={label}
      {...(onClose === undefined ? {} : { onClose, autoFocus: 'first' as const })}
    >
      {parts.flatMap((part, index) => [
        index === 0 ? null : <Separator key={`${part.id}-line`} className={styles.line ?? ''} />,
        <MenuSection key={part.id} {...(part.title === undefined ? { 'aria-label': label } : {})}>
          {part.title === undefined ? null : <Header className={styles.title}>{part.title}</Header>}
          {part.entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              className={`${styles.item} ${entry.chosen === true ? styles.chosen : ''}`}
              textValue={entry.label}
              {...(entry.chosen === true ? { 'aria-current': true } : {})}
              isDisabled={entry.disabled ?? false}
              onAction={entry.act}
            >
              <Text slot="label">{entry.label}</Text>
              {entry.shortcut === undefined ? null : (
                // Read out, but no part of what the entry is called.
                <Keyboard className={styles.key ?? ''} data-key={entry.shortcut.toLocaleUpperCase()}>
                  <span className="visually-hidden">{t('shortcut', { key: entry.shortcut.toLocaleUpperCase() })}</span>
                </Keyboard>
              )}
              {entry.hint === undefined ? null : (
                // The same of this.
                <Text slot="description" className={styles.hint ?? ''} data-words={entry.hint}>
                  <span className="visually-hidden">{entry.hint}</span>
                </Text>
              )}
            </MenuItem>
          ))}
        </MenuSection>,
      ])}
    </AriaMenu>
  );
}
