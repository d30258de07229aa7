import { useTranslation } from 'react-i18next';
import type { CopiedLink } from '../../ipc/bindings';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { TextField } from '../Field';
import { longDate } from '../time';

/** A link that could not be put on the clipboard, to be taken from here. */
export function LinkDialog({ copied, onClose }: { copied: CopiedLink; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('invitation.link_title')}
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('outcome_dialog.close')}
        </Button>
      }
    >
      <TextField
        autoFocus
        isReadOnly
        label={t('invitation.link')}
        hint={t('invitation.link_hint', { date: longDate(copied.ends) })}
        value={copied.link}
        onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
      />
    </Dialog>
  );
}
