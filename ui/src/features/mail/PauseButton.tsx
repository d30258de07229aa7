import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { usePause } from '../../components/usePause';

/** Lets mail wait, or go on. */
export function PauseButton() {
  const { t } = useTranslation();
  const { paused, pause, pending } = usePause();
  if (paused === undefined) return null;
  return (
    <Button onPress={() => pause(!paused)} isDisabled={pending}>
      {t(paused ? 'mail.resume' : 'mail.pause')}
    </Button>
  );
}
