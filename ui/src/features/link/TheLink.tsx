import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/Button';
import { Dialog, Reason } from '../../components/Dialog';
import { FailureNote } from '../../components/ListState';
import { toast } from '../../components/toasts';
import { useInSight } from '../../components/useInSight';
import { type JoinLinkInput, type JoinLinkView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { LeaveDialog } from './LeaveDialog';
import styles from './Link.module.css';
import { LinkLine } from './LinkLine';
import { LinkNotices } from './LinkNotices';
import { Message } from './Message';
import { NewLinkDialog } from './NewLinkDialog';
import { Qr } from './Qr';
import { Standing } from './Standing';
import { TermsForm } from './TermsForm';
import { termsOf } from './terms';
import { useLeaving } from './useLeaving';
import { useTerms } from './useTerms';

/** The link as it is: to pass on, to switch off, to change, and to replace. */
export function TheLink({ link, onClose }: { link: JoinLinkView; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const work = useTerms(termsOf(link.terms));
  const form = useRef<HTMLDivElement>(null);
  const leaving = useLeaving(work.dirty, onClose);
  const [renewing, setRenewing] = useState<JoinLinkInput | null>(null);
  const save = useMutation({
    mutationFn: (input: JoinLinkInput) => unwrap(commands.changeJoinLink(link.id, input)),
    onSuccess: (saved) => {
      client.setQueryData(queries.joinLink.queryKey, saved);
      work.taken(termsOf(saved.terms));
      toast({ words: t('link.saved') });
    },
    onSettled: () => client.invalidateQueries({ queryKey: queries.joinLink.queryKey }),
  });
  const carryOut = () => {
    const input = work.checked(form.current);
    if (input !== null) save.mutate(input);
  };
  const failure = useInSight(save.error);
  const count = work.problems.length;
  const reason = count > 0 ? t('link.problems', { count }) : t(work.dirty ? 'link.unsaved' : 'link.same');
  return (
    <>
      <Dialog
        size="medium"
        title={t('link.title')}
        onClose={leaving.close}
        aside={<IconButton icon="close" label={t('link.close')} onPress={leaving.close} />}
        actions={
          <>
            <Button
              onPress={() => {
                const input = work.checked(form.current);
                if (input !== null) setRenewing(input);
              }}
            >
              {t('link.new')}
            </Button>
            <Reason id="link-reason">{reason}</Reason>
            <Button
              kind="primary"
              isDisabled={!work.dirty}
              onPress={carryOut}
              isPending={save.isPending}
              aria-describedby="link-reason"
            >
              {t('link.save')}
            </Button>
          </>
        }
      >
        <div className={styles.form}>
          <LinkNotices staysHere={link.stays_here} leave={leaving.leave} />
          <div className={styles.top}>
            <div className={styles.topWords}>
              <LinkLine link={link} />
              <Standing link={link} />
            </div>
            <Qr link={link} />
          </div>
          <Message link={link} />
          <section className={styles.part} aria-label={t('link.terms')} ref={form}>
            <h3 className={styles.partTitle}>{t('link.terms')}</h3>
            <TermsForm terms={work.terms} problems={work.problems} set={work.set} />
          </section>
          {save.error === null ? null : (
            <div ref={failure}>
              <FailureNote failure={asFailure(save.error)} retry={carryOut} />
            </div>
          )}
        </div>
      </Dialog>
      {renewing === null ? null : (
        <NewLinkDialog
          input={renewing}
          changed={work.dirty}
          onClose={() => setRenewing(null)}
          onMade={(made) => work.taken(termsOf(made.terms))}
        />
      )}
      <LeaveDialog leaving={leaving} />
    </>
  );
}
