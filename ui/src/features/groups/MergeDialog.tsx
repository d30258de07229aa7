import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { FailureNote, Note } from '../../components/ListState';
import type { GroupView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { useStart } from '../../ipc/queries';
import styles from './Groups.module.css';
import { TargetTree } from './TargetTree';
import { administering, isRoot, namesakes } from './groupNodes';
import { useGroupActs, useGroupWords } from './useGroupActs';
import { useTarget } from './useTarget';

interface Props {
  group: GroupView;
  groups: GroupView[];
  onClose: () => void;
  onDone: (into: GroupView) => void;
}

/** Asks into which group another one is to go, and says in numbers what that means. */
export function MergeDialog({ group, groups, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const acts = useGroupActs();
  const target = useTarget({ groups, first: null, go: (into) => acts.merge(group, into), onDone });
  const { chosen, into } = target;
  const consequences = useRef<HTMLDivElement>(null);
  // In a low window they are beneath the tree: whoever chose reads them before deciding.
  useEffect(() => {
    if (chosen !== null) consequences.current?.scrollIntoView?.({ block: 'nearest' });
  }, [chosen]);
  return (
    <Dialog
      title={t('groups.merge_title', { path: group.path })}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" isDisabled={into === undefined} isPending={target.isPending} onPress={target.go}>
            {t('groups.merge_do')}
          </Button>
          <Button onPress={onClose}>{t('groups.cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('groups.merge_text')}</p>
        <TargetTree group={group} groups={groups} chosen={chosen} onChange={target.choose} />
        <div role="status" className={styles.form} ref={consequences}>
          {into === undefined ? null : <Consequences group={group} groups={groups} into={into} />}
        </div>
        {target.error === null ? null : <FailureNote failure={asFailure(target.error)} />}
      </div>
    </Dialog>
  );
}

/** What goes where. Whoever administered the one administers the other then. */
function Consequences({ group, groups, into }: { group: GroupView; groups: GroupView[]; into: GroupView }) {
  const { t } = useTranslation();
  const words = useGroupWords();
  const account = useStart().data?.workspace?.account ?? '';
  const inside = groups.filter((each) => each.parent === group.id).length;
  const from = group.path;
  const own = administering(group);
  const more = namesakes(group, into, groups).reduce((sum, each) => sum + administering(each), 0);
  return (
    <>
      <ul className={styles.consequences}>
        <li>{t('groups.merge_users', { count: group.users, from, into: words(into) })}</li>
        {inside === 0 ? null : <li>{t('groups.merge_groups', { count: inside, into: words(into) })}</li>}
        <li>{t('groups.merge_paths', { from, into: words(into) })}</li>
        <li>{t('groups.merge_final')}</li>
      </ul>
      {own === 0 ? null : (
        <Note tone={isRoot(into) ? 'bad' : 'warn'}>
          {isRoot(into)
            ? t('groups.merge_administrators_all', { count: own, from, account })
            : t('groups.merge_administrators', { count: own, from, into: into.path })}
        </Note>
      )}
      {more === 0 ? null : (
        <Note tone="warn">{t('groups.merge_administrators_below', { count: more, from, into: words(into) })}</Note>
      )}
    </>
  );
}
