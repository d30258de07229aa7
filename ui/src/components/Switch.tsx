import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps } from 'react-aria-components';
import styles from './Switch.module.css';

interface Props extends Omit<SwitchProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
  hint?: ReactNode;
}

/** On or off, and it holds at once. */
export function Switch({ children, hint, ...rest }: Props) {
  return (
    <AriaSwitch {...rest} className={styles.switch ?? ''}>
      <span className={styles.track} aria-hidden="true" />
      <span>
        {children}
        {hint === undefined ? null : <span className={styles.hint}>{hint}</span>}
      </span>
    </AriaSwitch>
  );
}
