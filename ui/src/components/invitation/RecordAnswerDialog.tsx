import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, type InvitationRow, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { Button } from '../Button';
import { Radios } from '../Choice';
import { Dialog } from '../Dialog';
import { TextField } from '../Field';
import { FailureNote } from '../ListState';
import { toast } from '../toasts';
import { whoIs } from './acts';
import styles from './invitation.module.css';

/** Takes down an answer that came another way: on the telephone, in a letter. */
export function RecordAnswerDialog({ row, onClose }: { row: InvitationRow; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useId();
  const [answer, setAnswer] = useState<Answer>('accept');
  const [name, setName] = useState(row.name ?? '');
  const [note, setNote] = useState('');
  const record = useMutation({
    mutationFn: () => unwrap(commands.recordAnswer(row.id, { answer, name, note })),
    onSuccess: () => {
      toast({
        words: t(answer === 'accept' ? 'answer.accepted' : 'answer.declined', { who: name.trim() || row.address }),
      });
      void client.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!record.isPending) record.mutate();
  };
  return (
    <Dialog
      title={t('answer.title', { who: whoIs(row) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('answer.not')}</Button>
          <Button kind="primary" type="submit" form={form} isPending={record.isPending}>
            {t(answer === 'accept' ? 'answer.record_accept' : 'answer.record_decline')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className={styles.form}>
        <p className={styles.faint}>{t('answer.text')}</p>
        <Radios
          label={t('answer.which')}
          value={answer}
          onChange={setAnswer}
          options={[
            { value: 'accept', label: t('answer.accept'), hint: t('answer.accept_hint') },
            { value: 'decline', label: t('answer.decline'), hint: t('answer.decline_hint') },
          ]}
        />
        {answer === 'accept' ? (
          <TextField label={t('answer.name')} hint={t('answer.name_hint')} value={name} onChange={setName} />
        ) : null}
        <TextField
          label={t('answer.note')}
          hint={t('answer.note_hint')}
          lines={3}
          value={note}
          onChange={setNote}
          placeholder={t(answer === 'accept' ? 'answer.note_accept' : 'answer.note_decline')}
        />
        {record.error === null ? null : <FailureNote failure={asFailure(record.error)} retry={() => record.mutate()} />}
      </form>
    </Dialog>
  );
}
