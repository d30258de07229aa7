import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { TextField } from '../../../components/Field';
import { FailureNote, Note } from '../../../components/ListState';
import { RemovalEnds } from '../../../components/RemovalEnds';
import { formatNumber } from '../../../components/time';
import { toast } from '../../../components/toasts';
import { useTyping } from '../../../components/useTyping';
import type { MeantUsers } from '../../../components/roles/meant';
import { useUndoable } from '../../../components/roles/useUndoable';
import { type RemovalPreview, commands } from '../../../ipc/bindings';
import { asFailure, unwrap } from '../../../ipc/failure';
import { useStart } from '../../../ipc/queries';
import styles from './acts.module.css';

interface Props {
  meant: MeantUsers;
  ends: RemovalPreview;
  onClose: () => void;
}

/** How long a reason can be. */
const LONGEST = 1000;

/** What a removal ends, and the typing that confirms it. Keeping them is what Enter does until it is typed. */
export function RemovalForm({ meant, ends, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useUndoable();
  const form = useId();
  const workspace = useStart().data?.workspace;
  const account = workspace?.account ?? '';
  const [reason, setReason] = useState('');
  const { selection, who } = meant;
  const { users: count, typed: wanted } = ends;
  const myself = selection.kind === 'these' && selection.users.some((id) => id === workspace?.administrator?.id);
  const remove = useMutation({
    mutationFn: () => unwrap(commands.removeUsers(selection, wanted, reason)),
    onSuccess: ({ done, left, undo }) => {
      if (done === 0) toast({ words: t('removal.none'), bad: true });
      else {
        const words = who === null ? t('removal.done', { count: done }) : t('removal.done_who', { who });
        say(left === 0 ? words : `${words}. ${t('user_acts.left', { count: left })}`, undo, selection);
        meant.onDone?.();
      }
      onClose();
    },
    onSettled: () => client.invalidateQueries(),
  });
  const long = [...reason.trim()].length > LONGEST;
  const again = () => {
    if (!long && !remove.isPending) remove.mutate();
  };
  const typing = useTyping(wanted, again);
  return (
    <Dialog
      role="alertdialog"
      title={who === null ? t('removal.title', { count }) : t('removal.title_who', { who, account })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('removal.not', { count })}</Button>
          <Button kind="danger" isDisabled={!typing.right || long} onPress={again} isPending={remove.isPending}>
            {who === null ? t('removal.do', { count }) : t('removal.do_who')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={typing.onSubmit} noValidate className={styles.form}>
        {myself ? <Note tone="warn">{t('removal.myself', { account })}</Note> : null}
        <RemovalEnds ends={ends} stays={t('removal.stays', { count })} />
        <TextField {...typing.field} />
        <TextField
          label={t('removal.why')}
          hint={t('removal.why_hint')}
          lines={2}
          value={reason}
          onChange={setReason}
          problem={long ? t('deny.words_long', { most: formatNumber(LONGEST) }) : undefined}
        />
        {remove.error === null ? null : <FailureNote failure={asFailure(remove.error)} retry={again} />}
      </form>
    </Dialog>
  );
}
