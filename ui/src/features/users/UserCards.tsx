import { useTranslation } from 'react-i18next';
import { type Chip, Chips } from '../../components/Chips';
import type { Tone } from '../../components/Status';
import type { Counts } from '../../ipc/bindings';
import styles from './Users.module.css';
import type { Card } from './useUserFilters';

/** Always there; the others only when they have somebody, or are what is shown. */
const steady: Card[] = ['active', 'pending'];
const order: [Card, Tone][] = [
  ['active', 'good'],
  ['pending', 'wait'],
  ['expiring', 'warn'],
  ['expired', 'bad'],
  ['declined', 'mute'],
  ['cancelled', 'mute'],
  ['removed', 'mute'],
  ['undelivered', 'bad'],
];

interface Props {
  counts: Counts | undefined;
  value: Card | null;
  onChange: (card: Card | null) => void;
}

/** How many users are in which status; each number is a filter. */
export function UserCards({ counts, value, onChange }: Props) {
  const { t } = useTranslation();
  if (counts === undefined) return <div className={styles.cardsBlank} />;
  const chips = order
    .filter(([card]) => steady.includes(card) || counts[card] > 0 || card === value)
    .map(([card, tone]): Chip<Card> => {
      const label = card === 'undelivered' ? t('users.undelivered') : t(`status.${card}`).toLocaleLowerCase();
      return { value: card, label, count: counts[card], tone };
    });
  return <Chips cards label={t('users.cards')} chips={chips} value={value} onChange={onChange} />;
}
