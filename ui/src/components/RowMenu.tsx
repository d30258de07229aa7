import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { Popover } from 'react-aria-components';
import styles from './Grid.module.css';
import { Icon } from './Icon';
import { MenuList, type MenuPart } from './Menu';
import menu from './Menu.module.css';

interface Props {
  label: string;
  parts: MenuPart[];
  /** In the window. */
  at: { x: number; y: number };
  onClose: () => void;
  /** It is out of the page. */
  onClosed: () => void;
}

/** What can be done with a row, where it was asked for. */
export function RowMenu({ label, parts, at, onClose, onClosed }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  const closed = useRef(false);
  /** Gone before anything else opens, so that what opens gives the focus back to the grid. */
  const close = () => {
    if (closed.current) return;
    closed.current = true;
    flushSync(onClose);
    onClosed();
  };
  const closing = parts.map((part) => ({
    ...part,
    entries: part.entries.map((entry) => ({
      ...entry,
      act: () => {
        close();
        entry.act();
      },
    })),
  }));
  return (
    <>
      <span ref={place} className={styles.menuPlace} style={{ left: at.x, top: at.y }} />
      <Popover
        className={menu.popover ?? ''}
        aria-label={label}
        triggerRef={place}
        placement="bottom end"
        offset={2}
        isOpen
        onOpenChange={(open) => {
          if (!open) close();
        }}
      >
        <MenuList label={label} parts={closing} onClose={close} />
      </Popover>
    </>
  );
}

/** At the end of a row. The grid hears the press. */
export function MoreButton({ label }: { label: string }) {
  return (
    <button type="button" tabIndex={-1} className={styles.more} aria-label={label} title={label}>
      <Icon name="more" />
    </button>
  );
}
