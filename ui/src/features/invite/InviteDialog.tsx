import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/Button';
import { Dialog, Reason } from '../../components/Dialog';
import { TextField } from '../../components/Field';
import { GroupRoles } from '../../components/invitation/GroupRoles';
import { FailureNote } from '../../components/ListState';
import { formatNumber } from '../../components/time';
import { toast } from '../../components/toasts';
import { useInSight } from '../../components/useInSight';
import type { InviteInput, PlanView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import styles from './Invite.module.css';
import { LanguageSelect } from './LanguageSelect';
import { PeopleField } from './PeopleField';
import { Preview } from './Preview';
import { SheetOffer } from './SheetOffer';
import { LONGEST, MOST } from './people';
import { useInvite } from './useInvite';
import { outcomeWords, whatHappens } from './whatHappens';

interface Props {
  /** What stands there at first. */
  begin: InviteInput;
  onClose: () => void;
  /** Carries on as a spreadsheet, over this dialog. */
  onCarryOn: (input: InviteInput, plan: PlanView) => void;
}

/** Invites people by their addresses, over whatever list is open. All of them, or nobody. */
export function InviteDialog({ begin, onClose, onCarryOn }: Props) {
  const { t } = useTranslation();
  const work = useInvite(begin);
  const [leaving, setLeaving] = useState(false);
  const { send } = work;
  const failure = useInSight(send.error);
  const happens = whatHappens(work, t);
  const close = () => {
    if (send.isPending) return;
    if (work.dirty) setLeaving(true);
    else onClose();
  };
  const carryOut = () =>
    send.mutate(undefined, {
      onSuccess: (outcome) => {
        toast({ words: outcomeWords(outcome, t) });
        onClose();
      },
    });
  const left = [...work.message.trim()].length;
  return (
    <>
      <Dialog
        size="medium"
        title={t('invite.title')}
        onClose={close}
        aside={<IconButton icon="close" label={t('invite.close')} onPress={close} />}
        actions={
          <>
            <Reason id="invite-reason">{happens.reason}</Reason>
            <Button
              kind="primary"
              isDisabled={happens.off}
              isPending={send.isPending}
              aria-describedby="invite-reason"
              onPress={carryOut}
            >
              {send.isPending ? t('invite.sending') : happens.words}
            </Button>
          </>
        }
      >
        <div className={styles.form}>
          <PeopleField work={work.people} checked={work.check} />
          {work.people.people.length > MOST ? <SheetOffer work={work} onCarryOn={onCarryOn} /> : null}
          {work.checkFailure === null ? null : <FailureNote failure={asFailure(work.checkFailure)} />}
          <GroupRoles grants={work.assignments} onChange={work.setAssignments} />
          <div className={styles.words}>
            <TextField
              label={t('invite.message')}
              lines={3}
              value={work.message}
              onChange={work.setMessage}
              placeholder={t('invite.message_example')}
              hint={t('invite.message_count', { count: formatNumber(left), most: formatNumber(LONGEST) })}
              problem={left > LONGEST ? t('invite.why.message', { most: formatNumber(LONGEST) }) : undefined}
            />
            <LanguageSelect value={work.language} onChange={work.setLanguage} />
          </div>
          <Preview input={work.input} />
          {send.error === null ? null : (
            <div ref={failure}>
              <FailureNote failure={asFailure(send.error)} retry={carryOut} />
            </div>
          )}
        </div>
      </Dialog>
      {leaving ? (
        <Dialog
          role="alertdialog"
          title={t('invite.leave_title')}
          onClose={() => setLeaving(false)}
          actions={
            <>
              <Button kind="danger" onPress={onClose}>
                {t('invite.leave_go')}
              </Button>
              <Button autoFocus onPress={() => setLeaving(false)}>
                {t('invite.leave_stay')}
              </Button>
            </>
          }
        >
          <p>{t('invite.leave_text', { count: work.people.people.length })}</p>
        </Dialog>
      ) : null}
    </>
  );
}
