import type { Elsewhere, SavedView, UserQuery, UserSelection } from '../../ipc/bindings';
import { DAY } from './account';
import { type Command, type Events, fail, type State } from './state';

const DAYS = 90;

/** The commands of the list of users: its pages, its trend, its views and what is saved of it. */
export function userCommands(state: State, { emit }: Events): Record<string, Command> {
  let views: SavedView[] = [];
  const keep = (next: SavedView[]) => {
    views = next.sort((a, b) => a.name.localeCompare(b.name));
    emit('changed', null);
    return views;
  };
  return {
    list_users: ({ query }) => state.account.page(query as UserQuery),
    user_trend: () => {
      const today = Math.floor(new Date(state.iso(0)).getTime() / DAY);
      const count = (moment: (user: (typeof state.account.users)[number]) => string | null) => {
        const days = Array.from({ length: DAYS }, () => 0);
        for (const user of state.account.users) {
          const at = moment(user);
          const day = at === null ? -1 : DAYS - 1 - (today - Math.floor(new Date(at).getTime() / DAY));
          if (day >= 0 && day < DAYS) days[day] = (days[day] ?? 0) + 1;
        }
        return days;
      };
      return {
        from: new Date((today - DAYS + 1) * DAY).toISOString(),
        joined: count((user) => (user.status === 'active' ? user.joined_at : null)),
        invited: count((user) => user.invited_at),
      };
    },
    export_users: ({ selection, elsewhere }) => {
      const ending = { entra: 'csv', google: 'csv', okta: 'csv', ldif: 'ldif', scim: 'json' };
      const nobody = state.account.meant(selection as UserSelection).length === 0;
      return nobody ? null : state.saved(`Acme users.${elsewhere === null ? 'xlsx' : ending[elsewhere as Elsewhere]}`);
    },
    list_views: () => views,
    save_view: ({ view }) => {
      const { name, place } = view as SavedView;
      if ([...name].length > 60)
        throw fail('invalid_input', 'The name cannot be used: it is longer than 60 characters.');
      return keep([...views.filter((each) => each.name !== name), { name, place }]);
    },
    forget_view: ({ name }) => keep(views.filter((each) => each.name !== name)),
  };
}
