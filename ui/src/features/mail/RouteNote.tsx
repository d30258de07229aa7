import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Note } from '../../components/ListState';
import { address, navigate } from '../../components/navigation';

/** Says that nothing is sent, and how to change that. */
export function RouteNote({ folder }: { folder: string | null }) {
  const { t } = useTranslation();
  return (
    <Note
      tone="info"
      action={
        <Button small onPress={() => navigate(address('settings'))}>
          {t('mail.folder_setup')}
        </Button>
      }
    >
      {folder === null ? t('mail.folder_unnamed') : t('mail.folder', { folder })}
    </Note>
  );
}
