import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';

/** Something that loses what was mended. */
export interface Losing {
  why: 'close' | 'another' | 'read';
  mends: number;
  act: () => void;
}

/** Asks whether what was mended may be lost. */
export function LoseMends({ losing: { why, mends, act }, onClose }: { losing: Losing; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      role="alertdialog"
      title={t(`import.lose.${why}`)}
      onClose={onClose}
      actions={
        <>
          <Button
            onPress={() => {
              onClose();
              act();
            }}
          >
            {t(`import.lose.${why}_do`)}
          </Button>
          <Button kind="primary" autoFocus onPress={onClose}>
            {t('import.lose.not')}
          </Button>
        </>
      }
    >
      <p>{t('import.lose.text', { count: mends })}</p>
    </Dialog>
  );
}
