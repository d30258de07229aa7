import { useRef } from 'react';
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
}

/** What can be done with a row, where it was asked for. */
export function RowMenu({ label, parts, at, onClose }: Props) {
  const place = useRef<HTMLSpanElement>(null);
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
          if (!open) onClose();
        }}
      >
        <MenuList label={label} parts={parts} onClose={onClose} />
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
