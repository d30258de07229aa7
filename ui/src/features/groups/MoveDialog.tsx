import { useMutation } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog, Reason } from '../../components/Dialog';
import { GroupTree } from '../../components/invitation/GroupTree';
import { FailureNote, Note } from '../../components/ListState';
import type { GroupId, GroupView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { useStart } from '../../ipc/queries';
import styles from './Groups.module.css';
import { administering, isWithin, movedRights } from './groupNodes';
import { useGroupActs, useGroupWords } from './useGroupActs';

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
  const [chosen, setChosen] = useState<GroupId | null>(group.parent);
  const into = groups.find((each) => each.id === chosen);
  const isThere = chosen === group.parent;
  const move = useMutation({
    mutationFn: (target: GroupView) => acts.move(group, target),
    onSuccess: onClose,
  });
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
            isPending={move.isPending}
            onPress={() => {
              if (into !== undefined) move.mutate(into);
            }}
          >
            {t('groups.move_do')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('groups.move_text', { count: group.users_within })}</p>
        <TargetTree
          group={group}
          groups={groups}
          chosen={chosen}
          onChange={(next) => {
            setChosen(next);
            move.reset();
          }}
        />
        {into === undefined || isThere ? null : (
          <>
            <p className={styles.outcome}>{t('groups.move_path', { path: newPath(group, into, words(into)) })}</p>
            <Rights group={group} groups={groups} into={into} />
          </>
        )}
        {move.error === null ? null : <FailureNote failure={asFailure(move.error)} />}
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

interface TreeProps {
  group: GroupView;
  groups: GroupView[];
  chosen: GroupId | null;
  onChange: (chosen: GroupId) => void;
}

/** The groups into which a group can go: none that is in it. */
export function TargetTree({ group, groups, chosen, onChange }: TreeProps) {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  const others = useMemo(() => groups.filter((each) => !isWithin(each, group)), [groups, group]);
  const [first] = others;
  if (first === undefined) return null;
  return (
    <GroupTree
      single
      groups={others}
      account={t('users.root', { account })}
      chosen={new Set(chosen === null ? [] : [chosen])}
      onChange={(next) => {
        const [target] = next;
        if (target !== undefined) onChange(target);
      }}
    />
  );
}
