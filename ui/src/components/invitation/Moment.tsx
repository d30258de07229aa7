import type { Timestamp } from '../../ipc/bindings';
import { fullDate } from '../time';
import { When } from '../When';
import styles from './invitation.module.css';

/** A moment, relative, with the whole of it beneath. */
export function Moment({ at, by }: { at: Timestamp; by?: string | undefined }) {
  return (
    <>
      <When capital at={at} />
      {by === undefined ? null : `, ${by}`}
      <span className={styles.under}>{fullDate(at)}</span>
    </>
  );
}
