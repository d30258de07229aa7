import { useQuery } from '@tanstack/react-query';
import { useCardWords } from '../../components/StatusCards';
import { address } from '../../components/navigation';
import { queries, useAdministersAll } from '../../ipc/queries';
import { type UserCard, isOfWhole, statuses, tidied, userCards } from './useUserFilters';

/** The lists of users that have a name, a status or one that somebody gave, and where they are. */
export function useUserLists(): { id: string; words: string; place: string }[] {
  const wordsOf = useCardWords();
  const everything = useAdministersAll();
  const views = useQuery(queries.views).data ?? [];
  const known = [...new Set<UserCard>([...userCards, ...statuses])].filter((card) => everything || !isOfWhole(card));
  return [
    ...known.map((card) => ({
      id: `list-${card}`,
      words: wordsOf(card),
      place: address('users', { show: card }),
    })),
    ...views.map((view) => ({ id: `view-${view.name}`, words: view.name, place: `#/users?${tidied(view.place)}` })),
  ];
}
