import { type ReactNode, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './Dialog.module.css';
import { useDialogFocus } from './useDialogFocus';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** The row of buttons; the default one last. */
  actions?: ReactNode;
  /** `medium` holds a form of several parts; `wide` fills most of the window, and a click beside it does nothing. */
  size?: 'small' | 'medium' | 'wide';
  /** It must be answered: Escape and a click beside it do nothing. */
  firm?: boolean;
  /** Beside the title. */
  aside?: ReactNode;
  role?: 'dialog' | 'alertdialog';
}

/** Something to decide, over the page. */
export function Dialog({ title, onClose, children, actions, size = 'small', firm = false, aside, role }: Props) {
  const dialog = useRef<HTMLElement>(null);
  useDialogFocus(dialog);
  return (
    <ModalOverlay
      className={styles.veil ?? ''}
      isOpen
      isDismissable={!firm && size === 'small'}
      isKeyboardDismissDisabled={firm}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`${styles.modal} ${styles[size]}`}>
        <AriaDialog ref={dialog} className={styles.dialog ?? ''} role={role ?? 'dialog'}>
          <header className={styles.head}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            {aside}
          </header>
          <div className={styles.body}>{children}</div>
          {actions === undefined ? null : <footer className={styles.foot}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** In the row of buttons: why one of them is off, or what it leaves out. */
export function Reason({ id, children }: { id: string; children: string }) {
  return (
    <span className={styles.reason} id={id} role="status">
      {children}
    </span>
  );
}
