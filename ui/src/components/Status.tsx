import { useTranslation } from 'react-i18next';
import type { DeliveryState, InvitationStatus, RequestStatus, RowOutcome, Status as UserStatus } from '../ipc/bindings';
import styles from './Status.module.css';

export type Tone = 'good' | 'wait' | 'warn' | 'bad' | 'mute';

/** Whatever is said to stand in some way. */
export type AnyStatus = UserStatus | InvitationStatus | RequestStatus;

/** One word has one colour, whatever it is said of. */
export const statusTone: Record<AnyStatus, Tone> = {
  active: 'good',
  accepted: 'good',
  approved: 'good',
  pending: 'wait',
  expiring: 'warn',
  ageing: 'warn',
  expired: 'bad',
  lapsed: 'bad',
  declined: 'mute',
  denied: 'mute',
  withdrawn: 'mute',
  cancelled: 'mute',
  removed: 'mute',
};

const deliveryTone: Record<DeliveryState, Tone> = {
  queued: 'mute',
  sending: 'wait',
  sent: 'good',
  deferred: 'warn',
  failed: 'bad',
  uncertain: 'warn',
  dropped: 'mute',
};

const outcomeTone: Record<RowOutcome, Tone> = {
  invited: 'good',
  invited_again: 'good',
  added: 'wait',
  changed: 'wait',
  removed: 'warn',
  unchanged: 'mute',
  skipped: 'mute',
  rejected: 'bad',
};

/** A word with a dot in its colour. The word alone says it all. */
export function Dot({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={styles.status}>
      <span className={`${styles.dot} ${styles[tone]}`} aria-hidden="true" />
      {children}
    </span>
  );
}

export function StatusWord({ status }: { status: AnyStatus }) {
  const { t } = useTranslation();
  return <Dot tone={statusTone[status]}>{t(`status.${status}`)}</Dot>;
}

export function DeliveryWord({ state }: { state: DeliveryState }) {
  const { t } = useTranslation();
  return <Dot tone={deliveryTone[state]}>{t(`delivery.${state}`)}</Dot>;
}

export function OutcomeWord({ outcome, planned = false }: { outcome: RowOutcome; planned?: boolean }) {
  const { t } = useTranslation();
  return <Dot tone={outcomeTone[outcome]}>{planned ? t(`planned.${outcome}`) : t(`outcome.${outcome}`)}</Dot>;
}
