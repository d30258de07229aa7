import type { InviteCheck, PersonCheck, PersonInput, Verdict } from '../../ipc/bindings';

/** Somebody who was typed, with a number of their own that outlasts corrections. */
export interface Person extends PersonInput {
  key: number;
}

/** As many are invited at once without a spreadsheet. */
export const MOST = 20;
/** How long a personal message can be. */
export const LONGEST = 1000;

/** As it is typed: what goes back into the field. */
export const textOf = ({ name, address }: PersonInput) => (name === null ? address : `${name} <${address}>`);

/** How much a remark matters. */
export type Weight = 'stops' | 'doubt' | 'known';

const weights: Record<Verdict, Weight | null> = {
  malformed: 'stops',
  twice: 'stops',
  new: null,
  again: 'known',
  resent: 'known',
  invited: 'known',
  member: 'known',
  nothing: 'known',
};

export const weightOf = (check: PersonCheck): Weight | null => (check.doubtful ? 'doubt' : weights[check.verdict]);

/** A check with the people whom it was made for: they may have changed since. */
export interface Checked extends InviteCheck {
  of: Map<number, PersonCheck>;
}

/** What was found out about somebody, if it is about the address as it stands now. */
export function checkOf(checked: Checked | undefined, person: Person): PersonCheck | undefined {
  const found = checked?.of.get(person.key);
  return found?.address === person.address ? found : undefined;
}
