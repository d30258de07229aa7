import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { InvitationQuery, RequestQuery, UserQuery } from './bindings';
import { commands } from './bindings';
import { asFailure, unwrap } from './failure';

/** What several pages ask, each under one key. */
export const queries = {
  start: queryOptions({ queryKey: ['start'], queryFn: () => unwrap(commands.start()) }),
  groups: queryOptions({ queryKey: ['groups'], queryFn: () => unwrap(commands.listGroups()) }),
  roles: queryOptions({ queryKey: ['roles'], queryFn: () => unwrap(commands.listRoles()) }),
  mailStatus: queryOptions({ queryKey: ['mail', 'status'], queryFn: () => unwrap(commands.mailStatus()) }),
  /** No mails, only how many there are in each state. */
  mailCounts: queryOptions({
    queryKey: ['mail', 'counts'],
    queryFn: async () => (await unwrap(commands.listMail({ states: [], before: null, limit: 1 }))).counts,
    placeholderData: keepPreviousData,
  }),
  /** How many users there are: those whom the list shows, and those who were removed. */
  userTotal: queryOptions({
    queryKey: ['users', 'total'],
    queryFn: async () => {
      const { all, removed } = (await unwrap(commands.listUsers({ ...everybody, limit: 1 }))).counts;
      return { usual: all - removed, removed };
    },
    placeholderData: keepPreviousData,
  }),
  /** What whoever acts looks at often, under names of their own. */
  views: queryOptions({ queryKey: ['views'], queryFn: () => unwrap(commands.listViews()) }),
  /** How many invitations there are of each status, and until when one is valid that leaves now. */
  invitationOverview: queryOptions({
    queryKey: ['invitations', 'overview'],
    queryFn: async () => {
      const { counts, ends_if_sent_now: ends } = await unwrap(
        commands.listInvitations({ ...everyInvitation, limit: 1 }),
      );
      return { counts, ends };
    },
    placeholderData: keepPreviousData,
  }),
  /** How many requests to join there are of each status. */
  requestOverview: queryOptions({
    queryKey: ['requests', 'overview'],
    queryFn: async () => (await unwrap(commands.listRequests({ ...everyRequest, limit: 0 }))).counts,
    placeholderData: keepPreviousData,
  }),
  /** The join link; it is nobody's to see but those who administer the whole account. */
  joinLink: queryOptions({ queryKey: ['join_link'], queryFn: () => unwrap(commands.getJoinLink()) }),
  settings: queryOptions({ queryKey: ['settings'], queryFn: () => unwrap(commands.getSettings()) }),
  joinStatus: queryOptions({ queryKey: ['settings', 'join'], queryFn: () => unwrap(commands.joinStatus()) }),
  /** What the acting administrator is told by mail. */
  preferences: queryOptions({ queryKey: ['preferences'], queryFn: () => unwrap(commands.getPreferences()) }),
  /** What the program does on this computer without being asked. */
  computer: queryOptions({ queryKey: ['computer'], queryFn: () => unwrap(commands.getComputer()) }),
};

/** The question that leaves nobody out. */
export const everybody: UserQuery = {
  search: '',
  statuses: [],
  group: null,
  subgroups: true,
  role: null,
  came_by: [],
  periods: [],
  only: null,
  sort: 'name',
  descending: false,
  offset: 0,
  limit: 100,
};

/** The same of invitations: the newest of everybody, the last one made first. */
export const everyInvitation: InvitationQuery = {
  search: '',
  statuses: [],
  group: null,
  deliveries: [],
  sort: 'invited_at',
  descending: true,
  offset: 0,
  limit: 100,
};

/** The same of requests to join: the last that came first. */
export const everyRequest: RequestQuery = {
  search: '',
  statuses: [],
  oldest_first: false,
  offset: 0,
  limit: 100,
};

/** Whether whoever acts administers the whole account: may share the join link, and see who is blocked. */
export function useAdministersAll(): boolean {
  const { data, error } = useQuery(queries.joinLink);
  return data !== undefined || (error !== null && asFailure(error).code !== 'not_permitted');
}

export const useStart = () => useQuery(queries.start);
export const useGroups = () => useQuery(queries.groups);
export const useRoles = () => useQuery(queries.roles);
export const useMailStatus = () => useQuery(queries.mailStatus);
