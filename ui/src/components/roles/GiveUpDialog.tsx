import { useTranslation } from 'react-i18next';
import { Button } from '../Button';
import { Dialog } from '../Dialog';

interface Props {
  /** What they administer. */
  group: string;
  onGiveUp: () => void;
  onClose: () => void;
}

/** Whoever gives up to administer cannot undo that. Keeping is what Enter does. */
export function GiveUpDialog({ group, onGiveUp, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      role="alertdialog"
      title={t('give_up.title', { group })}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="danger"
            onPress={() => {
              onGiveUp();
              onClose();
            }}
          >
            {t('give_up.do')}
          </Button>
          <Button autoFocus onPress={onClose}>
            {t('give_up.not')}
          </Button>
        </>
      }
    >
      <p>{t('give_up.text', { group })}</p>
    </Dialog>
  );
}
