import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/Button';
import { formatAny } from '../../components/time';
import styles from './MoreFilters.module.css';
import { moments } from './moments';
import { type UserFilterState, userCards } from './useUserFilters';
import { useSpanWords } from './useSpanWords';

/** What of the filters that are not in sight leaves somebody out, each with the way to take it away. */
export function FilterTokens({ filters }: { filters: UserFilterState }) {
  const { t } = useTranslation();
  const spanWords = useSpanWords();
  const tokens: { id: string; words: string; remove: () => void }[] = [];
  // What is just that of a card is said by the card.
  if (filters.card === null || !userCards.includes(filters.card)) {
    const shown = filters.statuses.map((each) => t(`status.${each}`));
    if (shown.length > 0)
      tokens.push({
        id: 'status',
        words: formatAny(shown),
        remove: () => filters.setStatuses([]),
      });
    if (filters.only !== null) tokens.push({ id: 'only', words: t(`list.${filters.only}`), remove: filters.clearOnly });
  }
  if (filters.cameBy.length > 0)
    tokens.push({
      id: 'came',
      words: formatAny(filters.cameBy.map((each) => t(`user.came_by.${each}`))),
      remove: () => filters.setCameBy([]),
    });
  for (const of of moments) {
    const span = filters.spans[of];
    if (span !== null)
      tokens.push({
        id: of,
        words: t('users.token', { name: t(`moment.${of}`), value: spanWords(span) }),
        remove: () => filters.setSpan(of, null),
      });
  }
  return tokens.map(({ id, words, remove }) => (
    <span key={id} className={styles.token}>
      <span className={styles.tokenWords} title={words}>
        {words}
      </span>
      <IconButton small icon="close" label={t('users.token_remove', { words })} onPress={remove} />
    </span>
  ));
}
