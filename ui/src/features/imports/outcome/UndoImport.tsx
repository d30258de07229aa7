import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { FailureNote, Note } from '../../../components/ListState';
import { type ImportId, type UsersDone, commands } from '../../../ipc/bindings';
import { asFailure, unwrap } from '../../../ipc/failure';
import styles from './outcome.module.css';

/** The way back from an import, for as many users as nothing else has happened to since. */
export function UndoImport({ id }: { id: ImportId }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const undoable = useQuery({
    queryKey: ['imports', 'undoable', id],
    queryFn: () => unwrap(commands.undoableOfImport(id)),
  });
  // Asked once, when it is about to be done: to know it for certain takes as long as doing it.
  const ends = useMutation({ mutationFn: () => unwrap(commands.previewUndoImport(id)) });
  const undo = useMutation({
    mutationFn: () => unwrap(commands.undoImport(id)),
    onSuccess: () => setAsking(false),
    onSettled: () => client.invalidateQueries(),
  });
  const { users: count, of } = undoable.data ?? { users: 0, of: 0 };
  const left = of - count;
  const sure = ends.data?.users ?? count;
  if (undo.data !== undefined) return <CameOf done={undo.data} />;
  if (undoable.error !== null)
    return <FailureNote failure={asFailure(undoable.error)} retry={() => void undoable.refetch()} />;
  if (of === 0) return null;
  if (count === 0) return <p className={styles.undo}>{t('import.undo_for_nobody', { count: of })}</p>;
  return (
    <div className={styles.undo}>
      <span className={styles.undoWords}>
        {left === 0 ? t('import.undo_for', { count }) : t('import.undo_for_some', { users: count, of, count: left })}
      </span>
      <Button
        small
        onPress={() => {
          setAsking(true);
          ends.mutate();
        }}
      >
        {t('import.undo')}
      </Button>
      {asking ? (
        <Dialog
          role="alertdialog"
          title={t('import.undo_title', { count: sure })}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onPress={() => setAsking(false)} autoFocus>
                {t('import.undo_not')}
              </Button>
              <Button
                kind="danger"
                onPress={() => undo.mutate()}
                isPending={undo.isPending}
                isDisabled={ends.isPending || ends.data?.users === 0}
              >
                {t('import.undo_do', { count: sure })}
              </Button>
            </>
          }
        >
          <ul className={styles.ends}>
            <li>{t('import.undo_invited')}</li>
            <li>{t('import.undo_changed')}</li>
            <li>{t('import.undo_groups')}</li>
          </ul>
          <p>{t('import.undo_others')}</p>
          {ends.data?.users === 0 ? <Note tone="warn">{t('import.undo_for_nobody', { count: of })}</Note> : null}
          {ends.error === null ? null : <FailureNote failure={asFailure(ends.error)} retry={() => ends.mutate()} />}
          {undo.error === null ? null : <FailureNote failure={asFailure(undo.error)} retry={() => undo.mutate()} />}
        </Dialog>
      ) : null}
    </div>
  );
}

function CameOf({ done: { done, left, not_given_back: lost } }: { done: UsersDone }) {
  const { t } = useTranslation();
  const words = [
    done === 0 ? t('import.undone_none') : t('undo.some', { count: done }),
    ...(left === 0 ? [] : [t('import.undone_left', { count: left })]),
    ...(lost === 0 ? [] : [t('undo.not_given_back', { count: lost })]),
  ];
  return <Note tone={done === 0 ? 'warn' : 'good'}>{words.join(' ')}</Note>;
}
