import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import type { Leaving } from './useLeaving';

/** Asks about what was typed about the link and is not saved. */
export function LeaveDialog({ leaving: { asked, stay } }: { leaving: Leaving }) {
  const { t } = useTranslation();
  if (asked === null) return null;
  return (
    <Dialog
      role="alertdialog"
      title={t('link.leave_title')}
      onClose={stay}
      actions={
        <>
          <Button kind="danger" onPress={asked}>
            {t('link.leave_go')}
          </Button>
          <Button autoFocus onPress={stay}>
            {t('link.leave_stay')}
          </Button>
        </>
      }
    >
      <p>{t('link.leave_text')}</p>
    </Dialog>
  );
}
