import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Note } from '../../components/ListState';
import { address, navigate } from '../../components/navigation';
import { queries } from '../../ipc/queries';

interface Props {
  /** The link works on this computer only. */
  staysHere: boolean;
  /** Leaves the dialog, and does something then. */
  leave: (go: () => void) => void;
}

/** What keeps others from opening the link, and the way to mend it. */
export function LinkNotices({ staysHere, leave }: Props) {
  const { t } = useTranslation();
  const join = useQuery(queries.joinStatus).data;
  const words = [
    staysHere ? t('link.here_only') : '',
    join !== undefined && !join.running ? t('link.not_running') : '',
  ].filter((each) => each !== '');
  if (words.length === 0) return null;
  return (
    <Note
      tone="warn"
      action={
        <Button small onPress={() => leave(() => navigate(address('settings')))}>
          {t('link.settings')}
        </Button>
      }
    >
      {words.join(' ')}
    </Note>
  );
}
