import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { FailureNote } from '../../components/ListState';
import { toast } from '../../components/toasts';
import type { JoinLinkInput, JoinLinkView } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { useMakeLink } from './useMakeLink';

interface Props {
  /** What is to hold for the new link. */
  input: JoinLinkInput;
  /** It was not saved for the old one. */
  changed: boolean;
  onClose: () => void;
  onMade: (made: JoinLinkView) => void;
}

/** Says what a new link means for the old one. Keeping that is what Enter does. */
export function NewLinkDialog({ input, changed, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const counts = useQuery(queries.requestOverview).data;
  const waiting = counts === undefined ? 0 : counts.pending + counts.ageing;
  const make = useMakeLink();
  const carryOut = () =>
    make.mutate(input, {
      onSuccess: (made) => {
        onMade(made);
        toast({ words: t('link.new_done') });
        onClose();
      },
    });
  return (
    <Dialog
      role="alertdialog"
      title={t('link.new_title')}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onPress={carryOut} isPending={make.isPending}>
            {t('link.new_do')}
          </Button>
          <Button autoFocus onPress={onClose}>
            {t('link.new_not')}
          </Button>
        </>
      }
    >
      <p>
        {[
          t('link.new_text'),
          waiting > 0 ? t('link.new_waiting', { count: waiting }) : '',
          changed ? t('link.new_unsaved') : '',
        ]
          .filter((each) => each !== '')
          .join(' ')}
      </p>
      {make.error === null ? null : <FailureNote failure={asFailure(make.error)} retry={carryOut} />}
    </Dialog>
  );
}
