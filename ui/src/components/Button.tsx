import { type ReactNode, useId } from 'react';
import { Button as Pressable, type ButtonProps } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
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
  const id = useId();
  const className = [styles.button, styles[kind], small ? styles.small : '', children === undefined ? styles.bare : ''];
  const described = shortcut === undefined ? rest : { ...rest, 'aria-describedby': besides(rest, id) };
  return (
    <>
      <Pressable {...described} className={className.join(' ')}>
        {icon === undefined ? null : <Icon name={icon} />}
        {children === undefined ? null : <span className={styles.words}>{children}</span>}
        {shortcut === undefined ? null : (
          <kbd className={styles.key} aria-hidden="true">
            {shortcut.toLocaleUpperCase()}
          </kbd>
        )}
        {trailing === undefined ? null : <Icon name={trailing} size={14} />}
      </Pressable>
      {shortcut === undefined ? null : <ShortcutWords id={id} shortcut={shortcut} />}
    </>
  );
}

const besides = (rest: ButtonProps, id: string) => [rest['aria-describedby'] ?? [], id].flat().join(' ');

/** Read out with the button, and no part of what it is called. */
function ShortcutWords({ id, shortcut }: { id: string; shortcut: string }) {
  const { t } = useTranslation();
  return (
    <span id={id} hidden>
      {t('shortcut', { key: shortcut.toLocaleUpperCase() })}
    </span>
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
