import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Chip, Chips } from './Chips';
import styles from './List.module.css';
import type { OnlyUsers } from '../ipc/bindings';
import { type AnyStatus, type Tone, statusTone } from './Status';

/** A number over a list: of a status, or of something that is true of some. */
export type Card = AnyStatus | OnlyUsers | 'requests';

interface Props<C extends Card> {
  label: string;
  /** In the order in which they stand. */
  cards: readonly C[];
  /** Always there; the others only when they have one, or are what is shown. */
  steady: readonly C[];
  counts: Record<C, number> | undefined;
  value: C | null;
  onChange: (card: C | null) => void;
  /** Of a card that does not filter this list: the address of the other one. */
  leads?: Partial<Record<Card, string>>;
  /** Stands after the cards, where there is room. */
  children?: ReactNode;
}

/** How many stand how; each number is a filter. */
export function StatusCards<C extends Card>({
  label,
  cards,
  steady,
  counts,
  value,
  onChange,
  leads = {},
  children,
}: Props<C>) {
  const words = useCardWords();
  const chips = (known: Record<C, number>) =>
    cards
      .filter((card) => steady.includes(card) || known[card] > 0 || card === value)
      .map((card): Chip<C> => {
        const href = leads[card];
        const chip = { value: card, label: words(card), count: known[card], tone: toneOf(card) };
        return href === undefined ? chip : { ...chip, href };
      });
  return (
    <div className={styles.cards}>
      <div className={styles.cardsLine}>
        {counts === undefined ? (
          <div className={styles.cardsBlank} />
        ) : (
          <Chips cards label={label} chips={chips(counts)} value={value} onChange={onChange} />
        )}
        {children}
      </div>
    </div>
  );
}

/** What a card is called, in the middle of a sentence. */
export function useCardWords(): (card: Card) => string {
  const { t } = useTranslation();
  return (card) => (isOther(card) ? t(`list.${card}`) : t(`status.${card}`).toLocaleLowerCase());
}

const tones = {
  undelivered: 'bad',
  without_group: 'warn',
  administrators: 'mute',
  requests: 'wait',
} satisfies Partial<Record<Card, Tone>>;
const isOther = (card: Card): card is keyof typeof tones => card in tones;
const toneOf = (card: Card): Tone => (isOther(card) ? tones[card] : statusTone[card]);
