import { type ReactNode, type Ref, useCallback, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import {
  Button,
  Collection,
  type Key,
  ListLayout,
  Tree,
  TreeItem,
  TreeItemContent,
  Virtualizer,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { GridHandle } from '../../components/Grid';
import { Icon } from '../../components/Icon';
import { formatNumber } from '../../components/time';
import type { GroupId, GroupView } from '../../ipc/bindings';
import styles from './Groups.module.css';
import { type GroupNode, isRoot, rowOf } from './groupNodes';
import { useGroupDrag } from './useGroupDrag';

interface Props {
  groups: GroupView[];
  nodes: GroupNode[];
  expanded: ReadonlySet<Key>;
  onExpanded: (expanded: Set<Key>) => void;
  /** The group whose panel is open. */
  open: GroupId | null;
  onOpen: (group: GroupView, byKey: boolean) => void;
  /** The keyboard moved to a group. */
  onGoTo: (group: GroupView) => void;
  /** Asks what can be done with a group, at a place in the window. */
  onMenu: (group: GroupId, at: { x: number; y: number }) => void;
  onRename: (group: GroupView) => void;
  onRemove: (group: GroupView) => void;
  onMove: (group: GroupView, into: GroupView) => void;
  handle: Ref<GridHandle>;
}

const ROW = 36;
const layout = { rowSize: ROW };
const moves = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'PageUp', 'PageDown', 'Home', 'End']);

/**
 * The groups as a tree of any size: only what can be seen is in the page. Arrows and letters move in it; Enter opens, F2 renames, Delete
 * removes, the menu key asks; rows are dragged onto others by mouse, or by the keyboard from their handle.
 */
export function GroupRows(props: Props) {
  const { groups, onOpen, onMenu } = props;
  const { t } = useTranslation();
  const tree = useRef<HTMLDivElement>(null);
  const drag = useGroupDrag(groups, props.onMove);
  const elementOf = (id: GroupId) => tree.current?.querySelector<HTMLElement>(`[role="row"][data-key="${id}"]`) ?? null;
  useImperativeHandle(props.handle, () => ({
    focus: () => (props.open === null ? tree.current : (elementOf(props.open) ?? tree.current))?.focus(),
    row: () => null,
  }));

  const { open } = props;
  const show = useEffectEvent((id: GroupId) => {
    const row = rowOf(id, props.nodes, props.expanded);
    const box = tree.current;
    if (row < 0 || box === null) return;
    const top = row * ROW;
    if (top < box.scrollTop || top + ROW > box.scrollTop + box.clientHeight)
      box.scrollTo({ top: top - Math.round(box.clientHeight / 2) });
  });
  useEffect(() => {
    if (open !== null) show(open);
  }, [open]);

  const groupOf = (id: number) => groups.find((each) => each.id === id);
  /** The row at which something happened, and not a button in it. */
  const groupAt = (target: EventTarget): GroupView | undefined =>
    target instanceof HTMLElement && target.getAttribute('role') === 'row'
      ? groupOf(Number(target.dataset['key']))
      : undefined;
  const onKeyDown = (event: React.KeyboardEvent) => {
    const group = groupAt(event.target);
    if (group === undefined || drag.isDragging() || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = event.target as HTMLElement;
    if (event.key === 'Enter') onOpen(group, true);
    else if (event.key === 'F2' && !isRoot(group)) props.onRename(group);
    else if (event.key === 'Delete' && !isRoot(group)) props.onRemove(group);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const at = row.getBoundingClientRect();
      onMenu(group.id, { x: at.right - 12, y: at.bottom - 4 });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** The panel, while it is open, goes along as the keyboard moves. */
  const onKeyUp = (event: React.KeyboardEvent) => {
    const group = groupAt(event.target);
    if (group !== undefined && group.id !== open && moves.has(event.key) && !drag.isDragging()) props.onGoTo(group);
  };
  /** Letters are looked for in the tree: they are no shortcuts of the page. */
  const onLetter = (event: React.KeyboardEvent) => {
    if (/^[\p{L}\p{N}]$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  };
  const onContextMenu = (event: React.MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="row"]') : null;
    if (row === null) return;
    event.preventDefault();
    onMenu(Number(row.dataset['key']), { x: event.clientX, y: event.clientY });
  };

  const item = useCallback(
    function itemOf(node: GroupNode): ReactNode {
      const { group, name } = node;
      return (
        <TreeItem
          key={node.id}
          id={node.id}
          textValue={name}
          aria-label={t('groups.row', { name, users: group.users, within: group.users_within })}
          className={styles.row ?? ''}
        >
          <TreeItemContent>
            {({ hasChildItems, level }) => <Row node={node} level={level} parent={hasChildItems} onMenu={onMenu} />}
          </TreeItemContent>
          <Collection items={node.children} dependencies={[onMenu, t]}>
            {itemOf}
          </Collection>
        </TreeItem>
      );
    },
    [onMenu, t],
  );

  return (
    <div
      className={`${styles.box} ${groups.length === 1 ? styles.alone : ''}`}
      role="presentation"
      onKeyDownCapture={onKeyDown}
      onKeyDown={onLetter}
      onKeyUp={onKeyUp}
      onContextMenu={onContextMenu}
    >
      <div className={styles.head} aria-hidden="true">
        <span>{t('groups.group')}</span>
        <span className={styles.figure}>{t('groups.users')}</span>
        <span className={styles.figure}>{t('groups.within')}</span>
        <span />
      </div>
      <Virtualizer layout={ListLayout} layoutOptions={layout}>
        <Tree
          ref={tree}
          className={styles.tree ?? ''}
          aria-label={t('groups.label')}
          selectionMode="single"
          disallowEmptySelection
          escapeKeyBehavior="none"
          selectedKeys={props.open === null ? [] : [props.open]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys];
            const group = key === undefined ? undefined : groupOf(Number(key));
            if (group !== undefined) onOpen(group, false);
          }}
          expandedKeys={props.expanded}
          onExpandedChange={props.onExpanded}
          items={props.nodes}
          dependencies={[onMenu, t]}
          dragAndDropHooks={drag.hooks}
        >
          {item}
        </Tree>
      </Virtualizer>
    </div>
  );
}

interface RowProps {
  node: GroupNode;
  level: number;
  /** Others are in it. */
  parent: boolean;
  onMenu: Props['onMenu'];
}

function Row({ node: { group, name, movable }, level, parent, onMenu }: RowProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.cells}>
      <span className={styles.place} style={{ paddingInlineStart: (level - 1) * 20 }}>
        {parent ? (
          <Button slot="chevron" className={styles.chevron ?? ''}>
            <Icon name="chevron" size={12} />
          </Button>
        ) : (
          <span className={styles.chevron} />
        )}
        <span className={styles.folder}>
          <Icon name={isRoot(group) ? 'groups' : 'folder'} />
        </span>
        <span className={styles.name} title={group.path}>
          {name}
        </span>
        <Button slot="drag" className={styles.drag ?? ''} isDisabled={!movable} aria-label={t('groups.drag', { name })}>
          <Icon name="drag" size={14} />
        </Button>
      </span>
      <span className={styles.figure}>{formatNumber(group.users)}</span>
      <span className={styles.figure}>{formatNumber(group.users_within)}</span>
      <Button
        className={styles.more ?? ''}
        aria-label={t('list.actions_for', { name })}
        onPress={({ target }) => {
          const at = target.getBoundingClientRect();
          onMenu(group.id, { x: at.right, y: at.bottom });
        }}
      >
        <Icon name="more" />
      </Button>
    </div>
  );
}
