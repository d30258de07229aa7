import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Answered, FailureNote } from '../../components/ListState';
import { useGuard } from '../../components/navigation';
import { Page } from '../../components/Page';
import { toast } from '../../components/toasts';
import { type FieldProblem, type SettingsView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { ComputerSettings } from './ComputerSettings';
import { InvitationSettings } from './InvitationSettings';
import { JoinSettings } from './JoinSettings';
import { MailSettings } from './MailSettings';
import { RequestSettings } from './RequestSettings';
import { type Draft, draftOf, inputOf, type Name, numberProblems, sameDraft } from './draft';
import styles from './Settings.module.css';

export function SettingsPage() {
  const { t } = useTranslation();
  const settings = useQuery(queries.settings);
  return (
    <Page narrow title={t('settings.title')}>
      <Answered query={settings}>{(view) => <Form view={view} />}</Answered>
    </Page>
  );
}

/** What every section of the form is given. */
export interface SectionProps {
  view: SettingsView;
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  problem: (name: Name) => string | undefined;
}

function Form({ view }: { view: SettingsView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [base, setBase] = useState(view);
  const [draft, setDraft] = useState(() => draftOf(view));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const dirty = !sameDraft(draft, draftOf(base));
  // Changed elsewhere while nothing is edited here: show it.
  if (view !== base && !dirty) {
    setBase(view);
    setDraft(draftOf(view));
  }
  useGuard(dirty, (go) => setLeaving(() => go));

  // Every pause in typing is checked, so that what is wrong stands beside its field before Save.
  useEffect(() => {
    if (!dirty) return undefined;
    const timer = setTimeout(() => void check(draft).then(setProblems), 400);
    return () => clearTimeout(timer);
  }, [draft, dirty]);

  const save = useMutation({
    mutationFn: async () => {
      const found = await check(draft);
      setProblems(found);
      return found.length > 0 ? null : unwrap(commands.changeSettings(inputOf(draft)));
    },
    onSuccess: async (saved) => {
      if (saved === null) {
        requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
        return;
      }
      client.setQueryData(queries.settings.queryKey, saved);
      setBase(saved);
      setDraft(draftOf(saved));
      toast({ words: t('settings.saved') });
      await client.invalidateQueries({ queryKey: ['settings', 'join'] });
      await client.invalidateQueries({ queryKey: ['mail'] });
    },
  });

  const discard = () => {
    setBase(view);
    setDraft(draftOf(view));
    setProblems([]);
    save.reset();
  };
  const section: SectionProps = {
    view,
    draft,
    set: (change) => {
      setDraft((old) => ({ ...old, ...change }));
      setProblems((old) => old.filter((problem) => !(problem.field in change)));
    },
    problem: (name) => problems.find((problem) => problem.field === name)?.message,
  };
  return (
    <>
      <form
        className={styles.form}
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (dirty && !save.isPending) save.mutate();
        }}
      >
        <MailSettings {...section} />
        <InvitationSettings {...section} />
        <RequestSettings {...section} />
        <JoinSettings {...section} />
        <ComputerSettings />
        {dirty || save.error !== null ? (
          <div className={styles.bar}>
            {save.error === null ? null : <FailureNote failure={asFailure(save.error)} retry={() => save.mutate()} />}
            <div className={styles.barLine}>
              <span role="status">
                {problems.length > 0 ? t('settings.problems', { count: problems.length }) : t('settings.unsaved')}
              </span>
              <Button onPress={discard}>{t('settings.discard')}</Button>
              <Button kind="primary" type="submit" isPending={save.isPending}>
                {save.isPending ? t('settings.saving') : t('settings.save')}
              </Button>
            </div>
          </div>
        ) : null}
      </form>
      {leaving === null ? null : (
        <Dialog
          role="alertdialog"
          title={t('settings.leave_title')}
          onClose={() => setLeaving(null)}
          actions={
            <>
              <Button
                kind="danger"
                onPress={() => {
                  discard();
                  setLeaving(null);
                  leaving();
                }}
              >
                {t('settings.leave_go')}
              </Button>
              <Button autoFocus onPress={() => setLeaving(null)}>
                {t('settings.leave_stay')}
              </Button>
            </>
          }
        >
          <p>{t('settings.leave_text')}</p>
        </Dialog>
      )}
    </>
  );
}

/** Numbers are checked here, for what is none cannot be asked about; all else is asked. */
async function check(draft: Draft): Promise<FieldProblem[]> {
  const found = numberProblems(draft);
  if (found.length > 0) return found;
  const outcome = await commands.checkSettings(inputOf(draft));
  if (outcome.status === 'error') return [];
  // The route as a whole is told by its server.
  return outcome.data.map((problem) => (problem.field === 'mail_route' ? { ...problem, field: 'host' } : problem));
}
