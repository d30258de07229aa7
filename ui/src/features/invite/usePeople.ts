import { useRef, useState } from 'react';
import { type PersonInput, commands } from '../../ipc/bindings';
import { type Person, textOf } from './people';

/** The people who were typed so far, and the text that is none yet. Nothing that was typed is ever dropped by itself. */
export function usePeople(begin: PersonInput[]) {
  const nextKey = useRef(begin.length);
  const [people, setPeople] = useState<Person[]>(() => begin.map((person, key) => ({ ...person, key })));
  const [text, setText] = useState('');
  const [reading, setReading] = useState(0);
  /** Who is being corrected, and where they stood. */
  const [corrected, setCorrected] = useState<{ person: Person; at: number } | null>(null);
  /** What is in `people`, also within one and the same press. */
  const latest = useRef(people);
  /** Texts are read one after the other, so that people stand in the order of typing. */
  const queue = useRef(Promise.resolve());

  const change = (next: (old: Person[]) => Person[]) => {
    latest.current = next(latest.current);
    setPeople(latest.current);
  };

  /** Makes people of a text, where somebody was taken out to be corrected or at the end. */
  const commit = (raw: string): void => {
    setText('');
    setCorrected(null);
    if (raw.trim() === '') return;
    const at = corrected?.at ?? null;
    setReading((count) => count + 1);
    queue.current = queue.current.then(async () => {
      const found = await commands.readPeople(raw);
      // What cannot be taken apart stands as it was typed.
      const read = found.status === 'ok' ? found.data : [{ address: raw.trim(), name: null }];
      const made = read.map((person) => ({ ...person, key: nextKey.current++ }));
      change((old) => (at === null ? [...old, ...made] : [...old.slice(0, at), ...made, ...old.slice(at)]));
      setReading((count) => count - 1);
    });
  };

  const remove = (key: number) => change((old) => old.filter((person) => person.key !== key));

  return {
    people,
    text,
    setText,
    /** Texts that are still being read. */
    reading: reading > 0,
    commit,
    remove,
    /** Takes somebody back into the field; what stood there becomes people first. */
    correct: (person: Person) => {
      const at = latest.current.findIndex((each) => each.key === person.key);
      if (text.trim() !== '') commit(text);
      remove(person.key);
      setText(textOf(person));
      setCorrected({ person, at });
    },
    /** Who was taken back into the field stands again as they stood. Answers whether there was somebody. */
    restore: (): boolean => {
      if (corrected === null) return false;
      const { person, at } = corrected;
      change((old) => [...old.slice(0, at), person, ...old.slice(at)]);
      setCorrected(null);
      setText('');
      return true;
    },
    replace: (key: number, address: string) =>
      change((old) => old.map((person) => (person.key === key ? { ...person, address } : person))),
    /** Everybody, once all that was typed is read. */
    all: async (): Promise<PersonInput[]> => {
      if (text.trim() !== '') commit(text);
      await queue.current;
      return latest.current.map(({ address, name }) => ({ address, name }));
    },
  };
}

export type People = ReturnType<typeof usePeople>;
