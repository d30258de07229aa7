import type { ReactNode } from 'react';
import { Button as Pressable, type ButtonProps } from 'react-aria-components';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon';

export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger';

interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  kind?: ButtonKind;
  icon?: IconName;
  /** Stands after the words. */
  trailing?: IconName;
  small?: boolean;
  /** The letter that does the same from the keyboard. */
  shortcut?: string;
  children?: ReactNode;
}

/** A verb to press. One primary at most in a view. */
export function Button({ kind = 'plain', icon, trailing, small = false, shortcut, children, ...rest }: Props) {
  const className = [styles.button, styles[kind], small ? styles.small : '', children === undefined ? styles.bare : ''];
  return (
    <Pressable
      {...rest}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut })}
      className={className.join(' ')}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children === undefined ? null : <span className={styles.words}>{children}</span>}
      {shortcut === undefined ? null : (
        <kbd className={styles.key} aria-hidden="true">
          {shortcut.toLocaleUpperCase()}
        </kbd>
      )}
      {trailing === undefined ? null : <Icon name={trailing} size={14} />}
    </Pressable>
  );
}

/** A picture to press, with its words for those who do not see it, and on hover. */
export function IconButton({ label, ...rest }: Omit<Props, 'children'> & { icon: IconName; label: string }) {
  return (
    <span title={label} className={styles.holder}>
      <Button kind="quiet" {...rest} aria-label={label} />
    </span>
  );
}
