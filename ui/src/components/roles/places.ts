import type { Assignment } from '../../ipc/bindings';

/** A group in which somebody has something, or that holds several such. */
export interface Place {
  path: string;
  /** Its name, behind those of the groups between it and the one it stands in. */
  name: string;
  held: Assignment[];
  inside: Place[];
}

/** What somebody has, as the part of the tree of groups that it is in. The root group stands first and alone. */
export function placesOf(assignments: Assignment[]): Place[] {
  const root = assignments.filter((each) => each.group_path === '/');
  const top: Place = { path: '/', name: '/', held: root, inside: [] };
  for (const each of assignments) {
    if (each.group_path === '/') continue;
    let place = top;
    const names = each.group_path.split('/');
    for (const [depth, name] of names.entries()) {
      const path = names.slice(0, depth + 1).join('/');
      let next = place.inside.find((one) => one.path === path);
      if (next === undefined) place.inside.push((next = { path, name, held: [], inside: [] }));
      place = next;
    }
    place.held.push(each);
  }
  const inside = inOrder(top.inside.map(joined));
  return root.length === 0 ? inside : [{ ...top, held: root, inside: [] }, ...inside];
}

/** A group that nothing is in but one other group stands in front of that one's name. */
function joined(place: Place): Place {
  const inside = place.inside.map(joined);
  const [only] = inside;
  if (place.held.length === 0 && inside.length === 1 && only !== undefined)
    return { ...only, name: `${place.name}/${only.name}` };
  return { ...place, inside: inOrder(inside) };
}

const inOrder = (places: Place[]) => places.toSorted((one, other) => one.path.localeCompare(other.path));
