import { useTranslation } from 'react-i18next';
import { type Chip, Chips } from '../../components/Chips';
import type { Tone } from '../../components/Status';
import type { InvitationCounts } from '../../ipc/bindings';
import styles from './Invitations.module.css';
import type { Card } from './useInvitationFilters';

/** Always there; the others only when they have one, or are what is shown. */
const steady: Card[] = ['pending', 'expiring'];
const order: [Card, Tone][] = [
  ['pending', 'wait'],
  ['expiring', 'warn'],
  ['expired', 'bad'],
  ['accepted', 'good'],
  ['declined', 'mute'],
  ['cancelled', 'mute'],
  ['undelivered', 'bad'],
];

interface Props {
  counts: InvitationCounts | undefined;
  value: Card | null;
  onChange: (card: Card | null) => void;
}

/** How many invitations stand how; each number is a filter. */
export function InvitationCards({ counts, value, onChange }: Props) {
  const { t } = useTranslation();
  if (counts === undefined) return <div className={styles.cardsBlank} />;
  const chips = order
    .filter(([card]) => steady.includes(card) || counts[card] > 0 || card === value)
    .map(([card, tone]): Chip<Card> => {
      const label = card === 'undelivered' ? t('users.undelivered') : t(`status.${card}`).toLocaleLowerCase();
      return { value: card, label, count: counts[card], tone };
    });
  return <Chips cards label={t('invitations.cards')} chips={chips} value={value} onChange={onChange} />;
}
