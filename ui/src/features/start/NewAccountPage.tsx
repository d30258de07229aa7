import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { TextField } from '../../components/Field';
import { FailureNote } from '../../components/ListState';
import { address, navigate } from '../../components/navigation';
import { type FieldProblem, type NewAccountInput, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Start.module.css';

type Name = keyof NewAccountInput;
type Draft = Record<Name, string>;

const blank: Draft = { account: '', administrator_name: '', administrator_address: '', groups: '' };

function inputOf(draft: Draft): NewAccountInput {
  const lines = draft.groups.split('\n').map((line) => line.trim());
  return { ...draft, groups: lines.filter((line) => line !== '') };
}

/** Names the account and its first administrator; then the host asks where to keep the file. */
export function NewAccountPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(blank);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const form = useRef<HTMLFormElement>(null);

  const create = useMutation({
    mutationFn: async () => {
      const input = inputOf(draft);
      const found = await unwrap(commands.checkNewAccount(input));
      setProblems(found);
      return found.length > 0 ? found : unwrap(commands.createWorkspace(input));
    },
    onSuccess: async (made) => {
      if (Array.isArray(made)) return focusFirstProblem(form.current);
      if (made === null) return undefined; // the save dialog was closed: the form stays
      await client.resetQueries();
      navigate(address('users'), { replace: true });
      return undefined;
    },
  });

  /** A field is checked again when it is left, once it has something in it. */
  const recheck = async (name: Name) => {
    if (draft[name] === '' && !problems.some((problem) => problem.field === name)) return;
    const outcome = await commands.checkNewAccount(inputOf(draft));
    if (outcome.status === 'error') return;
    const found = outcome.data.filter((problem) => problem.field === name);
    setProblems((old) => [...old.filter((problem) => problem.field !== name), ...found]);
  };

  const field = (name: Name) => ({
    value: draft[name],
    onChange: (value: string) => {
      setDraft((old) => ({ ...old, [name]: value }));
      setProblems((old) => old.filter((problem) => problem.field !== name));
    },
    onBlur: () => void recheck(name),
    problem: problems.find((problem) => problem.field === name)?.message,
    name,
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending) create.mutate();
  };

  return (
    <main className={styles.screen}>
      <form className={styles.column} onSubmit={submit} ref={form} noValidate>
        <h1 className={styles.title}>{t('create.title')}</h1>
        <p className={styles.lead}>{t('create.lead')}</p>
        <div className={styles.fields}>
          <TextField
            autoFocus
            label={t('create.account')}
            hint={t('create.account_hint', { example: draft.account.trim() || t('create.account_example') })}
            {...field('account')}
          />
          <TextField label={t('create.administrator_name')} autoComplete="name" {...field('administrator_name')} />
          <TextField
            label={t('create.administrator_address')}
            hint={t('create.administrator_hint')}
            inputMode="email"
            autoComplete="email"
            {...field('administrator_address')}
          />
          <TextField
            label={t('create.groups')}
            hint={t('create.groups_hint')}
            lines={4}
            placeholder={'Sales\nSales/EMEA\nFinance'}
            {...field('groups')}
          />
        </div>
        {create.error === null ? null : <FailureNote failure={asFailure(create.error)} retry={() => create.mutate()} />}
        <p className="visually-hidden" role="status">
          {problems.length > 0 ? t('create.problems', { count: problems.length }) : ''}
        </p>
        <div className={styles.actions}>
          <span className={styles.actionsHint}>{t('create.submit_hint')}</span>
          <Button onPress={() => navigate(address(''))}>{t('create.cancel')}</Button>
          <Button kind="primary" type="submit" isPending={create.isPending}>
            {t('create.submit')}
          </Button>
        </div>
      </form>
    </main>
  );
}

function focusFirstProblem(form: HTMLFormElement | null): undefined {
  // The marks stand after the next painting.
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  return undefined;
}
