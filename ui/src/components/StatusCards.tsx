import { useTranslation } from 'react-i18next';
import { type Chip, Chips } from './Chips';
import styles from './List.module.css';
import { type AnyStatus, statusTone } from './Status';

/** A number over a list: of a status, or of what was not delivered. */
export type Card = AnyStatus | 'undelivered';

interface Props<C extends Card> {
  label: string;
  /** In the order in which they stand. */
  cards: readonly C[];
  /** Always there; the others only when they have one, or are what is shown. */
  steady: readonly C[];
  counts: Record<C, number> | undefined;
  value: C | null;
  onChange: (card: C | null) => void;
}

/** How many stand how; each number is a filter. */
export function StatusCards<C extends Card>({ label, cards, steady, counts, value, onChange }: Props<C>) {
  const { t } = useTranslation();
  const words = (card: Card) =>
    card === 'undelivered' ? t('list.undelivered') : t(`status.${card}`).toLocaleLowerCase();
  const chips = (known: Record<C, number>) =>
    cards
      .filter((card) => steady.includes(card) || known[card] > 0 || card === value)
      .map((card): Chip<C> => ({ value: card, label: words(card), count: known[card], tone: toneOf(card) }));
  return (
    <div className={styles.cards}>
      {counts === undefined ? (
        <div className={styles.cardsBlank} />
      ) : (
        <Chips cards label={label} chips={chips(counts)} value={value} onChange={onChange} />
      )}
    </div>
  );
}

const toneOf = (card: Card) => (card === 'undelivered' ? 'bad' : statusTone[card]);
