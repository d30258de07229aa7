import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from '../../components/toasts';
import { type Failure, type GroupView, type Result, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries, useStart } from '../../ipc/queries';
import { isRoot, lastName, movedRights } from './groupNodes';

/** What can be done with groups. Each says that it is done, and throws why it is not. */
export interface GroupActs {
  /** Adds a group by its path, or in another one by its name or the way to it from there. Gives all groups as they are then. */
  add: (path: string, within: GroupView | null) => Promise<GroupView[]>;
  rename: (group: GroupView, name: string) => Promise<void>;
  move: (group: GroupView, into: GroupView) => Promise<void>;
  merge: (group: GroupView, into: GroupView) => Promise<void>;
  remove: (group: GroupView) => Promise<void>;
}

export function useGroupActs(): GroupActs {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useGroupWords();
  const rightsWords = useRightsWords();

  const done = async (act: Promise<Result<GroupView[], Failure>>): Promise<GroupView[]> => {
    const groups = await unwrap(act);
    client.setQueryData(queries.groups.queryKey, groups);
    void client.invalidateQueries();
    return groups;
  };
  /** Says what is done, and offers the way back. */
  const say = (what: string, back: () => Promise<Result<GroupView[], Failure>>, undone: string) => {
    const undo = async () => {
      try {
        await done(back());
        toast({ words: undone });
      } catch (error) {
        toast({ words: asFailure(error).message, bad: true });
      }
    };
    toast({ words: what, action: { label: t('groups.undo'), undoes: true, act: () => void undo() } });
  };

  return {
    add: async (path, within) => {
      const groups = await done(within === null ? commands.addGroup(path) : commands.addGroupIn(within.id, path));
      const whole = within === null || isRoot(within) ? path.trim() : `${within.path}/${path.trim()}`;
      toast({ words: t('groups.added', { path: whole }) });
      return groups;
    },
    rename: async (group, name) => {
      const before = lastName(group.path);
      const after = name.trim();
      if (after === before) return;
      await done(commands.renameGroup(group.id, name));
      say(
        t('groups.renamed', { before, after }),
        () => commands.renameGroup(group.id, before),
        t('groups.renamed', { before: after, after: before }),
      );
    },
    move: async (group, into) => {
      const { parent } = group;
      const rights = rightsWords(movedRights(group, into, client.getQueryData(queries.groups.queryKey) ?? []));
      await done(commands.moveGroup(group.id, into.id));
      const name = lastName(group.path);
      if (parent === null) return;
      say(
        [t('groups.moved', { name, into: words(into) }), ...rights].join('. '),
        () => commands.moveGroup(group.id, parent),
        t('groups.moved_back', { name }),
      );
    },
    merge: async (group, into) => {
      await done(commands.mergeGroups(group.id, into.id));
      toast({ words: t('groups.merged', { path: group.path, into: words(into) }) });
    },
    remove: async (group) => {
      await done(commands.removeGroup(group.id));
      toast({ words: t('groups.removed', { path: group.path }) });
    },
  };
}

/** Who administers a group that moved, and who no longer does, as far as that changes. */
function useRightsWords(): (rights: ReturnType<typeof movedRights>) => string[] {
  const { t } = useTranslation();
  const words = useGroupWords();
  return ({ gained, lost }) => [
    ...(gained.length === 0 ? [] : [t('groups.moved_gained', { groups: gained.map(words) })]),
    ...(lost.length === 0 ? [] : [t('groups.moved_lost', { groups: lost.map(words) })]),
  ];
}

/** A group as people name it: by its path; the root group is the account. */
export function useGroupWords(): (group: { path: string }) => string {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  return ({ path }) => (path === '/' ? t('users.root', { account }) : path);
}
