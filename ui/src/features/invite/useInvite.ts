import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDebounced } from '../../components/useDebounced';
import { type Grant, type InviteInput, type Language, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import type { Checked } from './people';
import { usePeople } from './usePeople';

/** So many are looked at while they are typed; more are looked at as a spreadsheet. */
const LOOKED_AT = 100;
/** A rest in typing that is long enough to ask. */
const REST = 120;

/** Everything that is typed into the dialog, what inviting would come to, and the doing of it. */
export function useInvite(begin: InviteInput) {
  const client = useQueryClient();
  const people = usePeople(begin.people);
  const [assignments, setAssignments] = useState<Grant[]>(begin.assignments);
  const [language, setLanguage] = useState<Language | null>(begin.language);
  const [message, setMessage] = useState(begin.message);

  const now = { people: people.people, assignments, language, message };
  const asked = useDebounced(now, REST);
  const input: InviteInput = { ...asked, people: asked.people.map(({ address, name }) => ({ address, name })) };
  // Each question has its own key, so that an answer that was overtaken is never shown.
  const check = useQuery({
    queryKey: ['invite', 'check', input, asked.people.map((person) => person.key)],
    queryFn: async (): Promise<Checked> => {
      const found = await unwrap(commands.checkInvite(input));
      return {
        ...found,
        of: new Map(asked.people.map((person, at) => [person.key, found.people[at]] as const).filter(isThere)),
      };
    },
    placeholderData: keepPreviousData,
    enabled: asked.people.length > 0 && asked.people.length <= LOOKED_AT,
    gcTime: 10_000,
  });

  const inputNow = async (): Promise<InviteInput> => ({ people: await people.all(), assignments, language, message });
  const send = useMutation({
    mutationFn: async () => unwrap(commands.invite(await inputNow())),
    onSuccess: () => void client.invalidateQueries(),
  });

  const typed = people.text.trim() !== '' || people.reading;
  const same =
    JSON.stringify([people.people.map((person) => person.address), assignments, language, message]) ===
    JSON.stringify([begin.people.map((person) => person.address), begin.assignments, begin.language, begin.message]);
  return {
    people,
    assignments,
    setAssignments,
    language,
    setLanguage,
    message,
    setMessage,
    /** As it was a moment ago, for questions that may be asked often. */
    input,
    inputNow,
    check: people.people.length === 0 ? undefined : check.data,
    /** The check is about what stands there now. */
    fresh: !check.isPlaceholderData && sameAsNow(asked, now),
    checkFailure: check.error,
    send,
    typed,
    dirty: typed || !same,
  };
}

const isThere = <K, V>(entry: readonly [K, V | undefined]): entry is readonly [K, V] => entry[1] !== undefined;
const sameAsNow = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

export type Invite = ReturnType<typeof useInvite>;
