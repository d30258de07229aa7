import { useTranslation } from 'react-i18next';
import { asFailure } from '../../ipc/failure';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { FailureNote } from '../ListState';
import { OutcomeDialog } from '../OutcomeDialog';
import type { Meant } from './acts';
import { useActOn } from './useActOn';
import { useWhoIsInvited } from './useWhoIsInvited';

/** Says what taking back means, in numbers. Keeping is what Enter does. */
export function CancelDialog({ meant, onClose }: { meant: Meant; onClose: () => void }) {
  const { t } = useTranslation();
  const { count, who } = meant;
  const whoIsInvited = useWhoIsInvited();
  const ofUsers = meant.of === 'users';
  const cancel = useActOn('cancel', meant, (done) => t('invitation.cancelled', { count: done }), onClose);
  const again = () => cancel.mutate();
  if (cancel.data !== undefined && cancel.data.not_done.length > 0) {
    const { done, not_done } = cancel.data;
    return (
      <OutcomeDialog
        title={done > 0 ? t('invitation.cancelled', { count: done }) : t('invitation.cancelled_none')}
        some={done > 0}
        reasons={not_done.map((each) => each.message)}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      role="alertdialog"
      title={
        who !== null
          ? t('invitation.cancel_title_who', { who })
          : t(ofUsers ? 'invitation.cancel_title_users' : 'invitation.cancel_title', { count })
      }
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onPress={again} isPending={cancel.isPending}>
            {who !== null
              ? t('invitation.cancel_do_who')
              : ofUsers
                ? t('invitation.cancel_do_users')
                : t('invitation.cancel_do', { count })}
          </Button>
          <Button autoFocus onPress={onClose}>
            {t('invitation.cancel_not', { count })}
          </Button>
        </>
      }
    >
      <p>
        {ofUsers && who === null
          ? `${whoIsInvited(meant, t('invitation.cancel_users'))} ${t('invitation.cancel_text_users')}`
          : t('invitation.cancel_text', { count })}
      </p>
      {cancel.error === null ? null : <FailureNote failure={asFailure(cancel.error)} retry={again} />}
    </Dialog>
  );
}
