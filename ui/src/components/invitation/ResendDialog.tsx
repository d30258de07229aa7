import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../ipc/queries';
import { asFailure } from '../../ipc/failure';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { FailureNote } from '../ListState';
import { longDate } from '../time';
import { OutcomeDialog } from './OutcomeDialog';
import type { Meant } from './acts';
import { useActOn } from './useActOn';

/** Says what sending again means before it is done: a new last day, and dead links. */
export function ResendDialog({ meant, onClose }: { meant: Meant; onClose: () => void }) {
  const { t } = useTranslation();
  const { count, who } = meant;
  const ends = useQuery(queries.invitationOverview).data?.ends;
  const resend = useActOn('resend', meant, (done) => t('invitation.resent', { count: done }), onClose);
  const again = () => resend.mutate(meant.selection);
  if (resend.data !== undefined && resend.data.not_done.length > 0)
    return (
      <OutcomeDialog outcome={resend.data} done="invitation.resent" none="invitation.resent_none" onClose={onClose} />
    );
  return (
    <Dialog
      title={who === null ? t('invitation.resend_title', { count }) : t('invitation.resend_title_who', { who })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('invitation.resend_not')}</Button>
          <Button kind="primary" autoFocus onPress={again} isPending={resend.isPending}>
            {who === null ? t('invitation.resend_do', { count }) : t('invitation.resend_do_who')}
          </Button>
        </>
      }
    >
      <p>
        {ends === undefined ? null : `${t('invitation.resend_until', { count, date: longDate(ends) })} `}
        {t('invitation.resend_links', { count })}
      </p>
      {resend.error === null ? null : <FailureNote failure={asFailure(resend.error)} retry={again} />}
    </Dialog>
  );
}
