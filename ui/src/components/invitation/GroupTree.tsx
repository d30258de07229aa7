import { type ReactNode, useMemo, useState } from 'react';
import { Button, Checkbox, Collection, type Key, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { GroupId, GroupView } from '../../ipc/bindings';
import choice from '../Choice.module.css';
import { Icon } from '../Icon';
import { Search } from '../Search';
import styles from './GroupRoles.module.css';
import { type GroupNode, groupTree, parents } from './groupTree';

interface Props {
  groups: GroupView[];
  account: string;
  chosen: ReadonlySet<GroupId>;
  onChange: (chosen: Set<GroupId>) => void;
  /** One of them at most; the search, or else the tree, is where the keyboard begins. */
  single?: boolean;
}

/** With more groups than this, their names can be searched. */
const SEARCHED = 12;
/** Up to so many, all of the tree is open. */
const OPEN = 40;

/** The account's groups, to be ticked. */
export function GroupTree({ groups, account, chosen, onChange, single = false }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const { tree, more } = useMemo(() => groupTree(groups, account, search), [groups, account, search]);
  const all = useMemo(() => parents(tree), [tree]);
  const [opened, setOpened] = useState<ReadonlySet<Key>>(
    () => new Set(groups.length <= OPEN ? all : all.filter((id) => chosen.has(id))),
  );
  return (
    <div className={styles.treeBox}>
      {groups.length > SEARCHED ? (
        <Search label={t('group_roles.search')} value={search} onChange={setSearch} inDialog autoFocus={single} />
      ) : null}
      <Tree
        className={styles.tree ?? ''}
        aria-label={t('group_roles.groups')}
        selectionMode={single ? 'single' : 'multiple'}
        autoFocus={single && groups.length <= SEARCHED ? 'first' : false}
        escapeKeyBehavior="none"
        selectedKeys={chosen}
        onSelectionChange={(keys) => {
          // Ctrl+A means no group in particular.
          if (keys === 'all') return;
          // What the search hides stays chosen.
          const shown = new Set(ids(tree));
          const kept = single ? [] : [...chosen].filter((id) => !shown.has(id));
          onChange(new Set([...kept, ...([...keys] as GroupId[])]));
        }}
        expandedKeys={search.trim() === '' ? opened : all}
        onExpandedChange={setOpened}
        items={tree}
        renderEmptyState={() => <p className={styles.empty}>{t('group_roles.no_group')}</p>}
      >
        {single ? choiceOf : tickOf}
      </Tree>
      {more ? <p className={styles.faint}>{t('group_roles.more')}</p> : null}
    </div>
  );
}

const ids = (tree: GroupNode[]): GroupId[] => tree.flatMap((node) => [node.id, ...ids(node.children)]);

const tickOf = (node: GroupNode) => itemOf(node, tickOf, false);
const choiceOf = (node: GroupNode) => itemOf(node, choiceOf, true);

function itemOf(node: GroupNode, below: (node: GroupNode) => ReactNode, single: boolean): ReactNode {
  return (
    <TreeItem
      key={node.id}
      id={node.id}
      textValue={node.path === '/' ? node.name : node.path}
      className={styles.item ?? ''}
    >
      <TreeItemContent>
        {({ hasChildItems, level, isSelected }) => (
          <span className={styles.itemLine} style={{ paddingInlineStart: (level - 1) * 18 }}>
            {hasChildItems ? (
              <Button slot="chevron" className={styles.chevron ?? ''}>
                <Icon name="chevron" size={12} />
              </Button>
            ) : (
              <span className={styles.chevron} />
            )}
            {single ? null : (
              <Checkbox slot="selection" className={choice.check ?? ''}>
                <span className={choice.box} aria-hidden="true">
                  <Icon name="done" size={12} />
                </span>
              </Checkbox>
            )}
            <span className={styles.itemName}>{node.name}</span>
            {single && isSelected ? <Icon name="done" size={14} /> : null}
          </span>
        )}
      </TreeItemContent>
      <Collection items={node.children}>{below}</Collection>
    </TreeItem>
  );
}
