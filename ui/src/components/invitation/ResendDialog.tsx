import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../ipc/queries';
import { asFailure } from '../../ipc/failure';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { FailureNote } from '../ListState';
import { OutcomeDialog } from '../OutcomeDialog';
import { longDate } from '../time';
import type { Meant } from './acts';
import { useActOn } from './useActOn';
import { useWhoIsInvited } from './useWhoIsInvited';

/** Says what sending again means before it is done: a new last day, and dead links. */
export function ResendDialog({ meant, onClose }: { meant: Meant; onClose: () => void }) {
  const { t } = useTranslation();
  const { count, who } = meant;
  const whoIsInvited = useWhoIsInvited();
  const ofUsers = meant.of === 'users';
  const ends = useQuery(queries.invitationOverview).data?.ends;
  const resend = useActOn('resend', meant, (done) => t('invitation.resent', { count: done }), onClose);
  const again = () => resend.mutate();
  if (resend.data !== undefined && resend.data.not_done.length > 0) {
    const { done, not_done } = resend.data;
    return (
      <OutcomeDialog
        title={done > 0 ? t('invitation.resent', { count: done }) : t('invitation.resent_none')}
        some={done > 0}
        reasons={not_done.map((each) => each.message)}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      title={
        who !== null
          ? t('invitation.resend_title_who', { who })
          : t(ofUsers ? 'invitation.resend_title_users' : 'invitation.resend_title', { count })
      }
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('invitation.resend_not')}</Button>
          <Button kind="primary" autoFocus onPress={again} isPending={resend.isPending}>
            {who !== null
              ? t('invitation.resend_do_who')
              : ofUsers
                ? t('invitation.resend_do_users')
                : t('invitation.resend_do', { count })}
          </Button>
        </>
      }
    >
      <p>
        {ofUsers && who === null ? `${whoIsInvited(meant, t('invitation.resend_users'))} ` : null}
        {ends === undefined ? null : `${t('invitation.resend_until', { count, date: longDate(ends) })} `}
        {t('invitation.resend_links', { count })}
      </p>
      {resend.error === null ? null : <FailureNote failure={asFailure(resend.error)} retry={again} />}
    </Dialog>
  );
}
