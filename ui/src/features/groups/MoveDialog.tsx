import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog, Reason } from '../../components/Dialog';
import { FailureNote, Note } from '../../components/ListState';
import type { GroupView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import styles from './Groups.module.css';
import { TargetTree } from './TargetTree';
import { administering, movedRights } from './groupNodes';
import { useGroupActs, useGroupWords } from './useGroupActs';
import { useTarget } from './useTarget';

interface Props {
  group: GroupView;
  groups: GroupView[];
  onClose: () => void;
}

/** Asks into which group another one is to be put, with all that is in it. */
export function MoveDialog({ group, groups, onClose }: Props) {
  const { t } = useTranslation();
  const reason = useId();
  const acts = useGroupActs();
  const words = useGroupWords();
  const target = useTarget({ groups, first: group.parent, go: (into) => acts.move(group, into), onDone: onClose });
  const { chosen, into } = target;
  const isThere = chosen === group.parent;
  return (
    <Dialog
      title={t('groups.move_title', { path: group.path })}
      onClose={onClose}
      actions={
        <>
          {isThere ? <Reason id={reason}>{t('groups.move_there')}</Reason> : null}
          <Button onPress={onClose}>{t('groups.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={isThere || into === undefined}
            {...(isThere ? { 'aria-describedby': reason } : {})}
            isPending={target.isPending}
            onPress={target.go}
          >
            {t('groups.move_do')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('groups.move_text', { count: group.users_within })}</p>
        <TargetTree group={group} groups={groups} chosen={chosen} onChange={target.choose} />
        {into === undefined || isThere ? null : (
          <>
            <p className={styles.outcome}>{t('groups.move_path', { path: newPath(group, into, words(into)) })}</p>
            <Rights group={group} groups={groups} into={into} />
          </>
        )}
        {target.error === null ? null : <FailureNote failure={asFailure(target.error)} />}
      </div>
    </Dialog>
  );
}

/** Who administers it then, and who no longer does: a move gives rights, and takes them. */
function Rights({ group, groups, into }: { group: GroupView; groups: GroupView[]; into: GroupView }) {
  const { t } = useTranslation();
  const words = useGroupWords();
  const { gained, lost } = movedRights(group, into, groups);
  if (gained.length + lost.length === 0) return null;
  const line = (key: 'groups.move_gained' | 'groups.move_lost', of: GroupView[]) =>
    of.length === 0
      ? null
      : t(key, { groups: of.map(words), count: of.reduce((sum, each) => sum + administering(each), 0) });
  return (
    <Note tone="warn">
      {line('groups.move_gained', gained)} {line('groups.move_lost', lost)}
    </Note>
  );
}

const newPath = (group: GroupView, into: GroupView, words: string) => {
  const name = group.path.slice(group.path.lastIndexOf('/') + 1);
  return into.path === '/' ? name : `${words}/${name}`;
};
