import { useMemo, useState } from 'react';
import type { Key } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { useCommand } from '../../components/commands';
import list from '../../components/List.module.css';
import { Answered, Empty } from '../../components/ListState';
import { Page } from '../../components/Page';
import { RowMenu } from '../../components/RowMenu';
import { Search } from '../../components/Search';
import { toast } from '../../components/toasts';
import { useListAddress } from '../../components/useListAddress';
import { usePanel } from '../../components/usePanel';
import type { GroupId, GroupView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { useGroups } from '../../ipc/queries';
import { type GroupAsking, GroupDialogs } from './GroupDialogs';
import { GroupPanel } from './GroupPanel';
import { GroupRows } from './GroupRows';
import styles from './Groups.module.css';
import { groupNodes, groupsAbove, isRoot, isWhole, withChildren } from './groupNodes';
import { useGroupActs, useGroupWords } from './useGroupActs';
import { useGroupMenu } from './useGroupMenu';

/** Up to so many, all of the tree is open at first. */
const OPEN = 60;

/** The account's tree of groups, with how many users each has, and what can be done with it. */
export function GroupsPage() {
  const { t } = useTranslation();
  const groups = useGroups();
  const { open, show, text, adjust } = useListAddress('groups');
  const search = text('search') ?? '';
  const panel = usePanel({ open, show, idOf: (group: GroupView) => group.id });
  const [asking, setAsking] = useState<GroupAsking | null>(null);
  const close = () => {
    setAsking(null);
    // What had the focus may be gone with its group.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) panel.grid.handle.current?.focus();
      }),
    );
  };
  const add = () => setAsking({ about: 'add', within: null });
  useCommand({ id: 'add-group', words: t('groups.add'), act: add });
  return (
    <Page
      title={t('groups.title')}
      actions={
        <>
          <Search
            label={t('groups.search')}
            value={search}
            onChange={(next) => adjust({ search: next.trim() === '' ? null : next })}
          />
          <Button kind="primary" icon="add" onPress={add}>
            {t('groups.add')}
          </Button>
        </>
      }
      panel={
        open === null ? null : (
          <GroupPanel key="panel" id={open} focus={panel.focus} onClose={panel.close} onAsk={setAsking} />
        )
      }
    >
      <Answered query={groups} rows={12}>
        {(all) => (
          <>
            <Groups
              all={all}
              search={search}
              open={open}
              panel={panel}
              onAsk={setAsking}
              onClear={() => adjust({ search: null })}
            />
            {all.some((group) => !isRoot(group)) ? null : (
              <Empty title={t('groups.empty')} action={<Button onPress={add}>{t('groups.add')}</Button>}>
                {t('groups.empty_text')}
              </Empty>
            )}
            <div className={list.foot} role="status">
              {t('groups.total', { count: all.filter((group) => !isRoot(group)).length })}
            </div>
            <GroupDialogs
              asking={asking}
              groups={all}
              onAsk={setAsking}
              onClose={close}
              onGone={(from, into) => {
                close();
                if (open === from.id) show(into?.id ?? null);
              }}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}

interface GroupsProps {
  all: GroupView[];
  search: string;
  open: GroupId | null;
  panel: ReturnType<typeof usePanel<GroupView>>;
  onAsk: (asking: GroupAsking) => void;
  onClear: () => void;
}

/** The tree itself, with the menu of a row. */
function Groups({ all, search, open, panel, onAsk, onClear }: GroupsProps) {
  const { t } = useTranslation();
  const acts = useGroupActs();
  const words = useGroupWords();
  const root = words({ path: '/' });
  const { nodes, more } = useMemo(() => groupNodes(all, root, search), [all, root, search]);
  const searching = search.trim() !== '';
  const [unfolded, unfold] = useUnfolded(all, open);
  const expanded = useMemo(
    () => (searching ? new Set<Key>(withChildren(nodes)) : unfolded),
    [searching, nodes, unfolded],
  );
  const [menuAt, setMenuAt] = useState<{ id: GroupId; x: number; y: number } | null>(null);
  const openMenu = useMemo(() => (id: GroupId, at: { x: number; y: number }) => setMenuAt({ id, ...at }), []);
  const menuOf = useGroupMenu(all, onAsk, panel.grid.onOpen);
  const menuGroup = all.find((group) => group.id === menuAt?.id);

  const move = async (group: GroupView, into: GroupView) => {
    try {
      await acts.move(group, into);
      unfold(new Set([...unfolded, into.id]));
    } catch (error) {
      toast({ words: asFailure(error).message, bad: true });
    }
  };
  if (nodes.length === 0)
    return (
      <Empty title={t('groups.none')} action={<Button onPress={onClear}>{t('list.clear')}</Button>}>
        {t('groups.none_text')}
      </Empty>
    );
  return (
    <>
      <GroupRows
        groups={all}
        nodes={nodes}
        expanded={expanded}
        onExpanded={(next) => {
          if (!searching) unfold(next);
        }}
        open={open}
        onOpen={panel.grid.onOpen}
        onGoTo={panel.grid.onMove}
        onMenu={openMenu}
        onRename={(group) => onAsk({ about: 'rename', group })}
        onRemove={(group) => {
          if (isWhole(group, all)) onAsk({ about: 'remove', group });
          else toast({ words: t('groups.needs_above', { path: group.path }), bad: true });
        }}
        onMove={(group, into) => void move(group, into)}
        handle={panel.grid.handle}
      />
      {more ? <p className={styles.found}>{t('group_roles.more')}</p> : null}
      {menuAt === null || menuGroup === undefined ? null : (
        <RowMenu
          key={menuAt.id}
          label={t('list.actions_for', { name: words(menuGroup) })}
          parts={menuOf(menuGroup)}
          at={menuAt}
          onClose={() => setMenuAt(null)}
          onClosed={() => document.querySelector<HTMLElement>(`[role="row"][data-key="${menuAt.id}"]`)?.focus()}
        />
      )}
    </>
  );
}

/** Which groups are unfolded: of few all, of many the account alone; and always what leads to the open one. */
function useUnfolded(all: GroupView[], open: GroupId | null) {
  const [unfolded, unfold] = useState<ReadonlySet<Key>>(
    () => new Set(all.filter((group) => all.length <= OPEN || isRoot(group)).map((group) => group.id)),
  );
  const [ledTo, setLedTo] = useState<GroupId | null>(null);
  if (open !== ledTo) {
    setLedTo(open);
    const group = all.find((each) => each.id === open);
    const way = group === undefined ? [] : groupsAbove(group, new Map(all.map((each) => [each.id, each])));
    if (way.some((each) => !unfolded.has(each.id))) unfold(new Set([...unfolded, ...way.map((each) => each.id)]));
  }
  return [unfolded, unfold] as const;
}
