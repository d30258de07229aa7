import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import styles from './Fold.module.css';
import { Icon } from './Icon';

interface Props {
  title: string;
  children: ReactNode;
  open?: boolean;
  onChange?: (open: boolean) => void;
}

/** Something to read that stands folded until it is asked for. */
export function Fold({ title, children, open, onChange }: Props) {
  return (
    <Disclosure
      className={styles.fold ?? ''}
      {...(open === undefined ? {} : { isExpanded: open })}
      {...(onChange === undefined ? {} : { onExpandedChange: onChange })}
    >
      <Heading level={3}>
        <Button slot="trigger" className={styles.trigger ?? ''}>
          <Icon name="chevron" size={12} />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className={styles.panel ?? ''}>{children}</DisclosurePanel>
    </Disclosure>
  );
}
