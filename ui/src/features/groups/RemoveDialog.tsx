import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { FailureNote } from '../../components/ListState';
import type { GroupView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { useGroupActs } from './useGroupActs';

interface Props {
  group: GroupView;
  groups: GroupView[];
  onClose: () => void;
  onMerge: () => void;
  onDone: () => void;
}

/** Removes an empty group; of another one it says what is in it, and where that could go. */
export function RemoveDialog({ group, groups, onClose, onMerge, onDone }: Props) {
  const { t } = useTranslation();
  const acts = useGroupActs();
  const { path, users } = group;
  const inside = groups.filter((each) => each.parent === group.id).length;
  const remove = useMutation({ mutationFn: () => acts.remove(group), onSuccess: onDone });
  const failure = remove.error === null ? null : asFailure(remove.error);
  const full = users + inside > 0 || failure?.code === 'in_use';
  const title = full ? t('groups.full_title', { path }) : t('groups.remove_title', { path });
  return (
    <Dialog
      role="alertdialog"
      title={title}
      onClose={onClose}
      actions={
        full ? (
          <>
            <Button onPress={onMerge}>{t('groups.merge')}</Button>
            <Button autoFocus kind="primary" onPress={onClose}>
              {t('groups.keep')}
            </Button>
          </>
        ) : (
          <>
            <Button kind="danger" isPending={remove.isPending} onPress={() => remove.mutate()}>
              {t('groups.remove_do')}
            </Button>
            <Button autoFocus onPress={onClose}>
              {t('groups.keep')}
            </Button>
          </>
        )
      }
    >
      {!full ? (
        <p>{t('groups.remove_text')}</p>
      ) : failure === null ? (
        <p>
          {[
            users === 0 ? null : t('groups.full_users', { count: users }),
            inside === 0 ? null : t('groups.full_groups', { count: inside }),
            t('groups.full_text'),
          ]
            .filter((each) => each !== null)
            .join(' ')}
        </p>
      ) : null}
      {failure === null ? null : <FailureNote failure={failure} retry={() => remove.mutate()} />}
    </Dialog>
  );
}
