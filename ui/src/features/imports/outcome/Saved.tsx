import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Note } from '../../../components/ListState';
import { shownText } from '../../../components/ShownText';
import { toast } from '../../../components/toasts';
import { type SavedFile, commands } from '../../../ipc/bindings';

/** Where a file was saved, and the way there. */
export function Saved({ file }: { file: SavedFile }) {
  const { t } = useTranslation();
  const reveal = async () => {
    const shown = await commands.revealFile(file.handle);
    if (shown.status === 'error') toast({ words: shown.error.message, bad: true });
  };
  return (
    <Note
      tone="good"
      action={
        <Button small onPress={() => void reveal()}>
          {t('saved.reveal')}
        </Button>
      }
    >
      {t('saved.words', { name: shownText(file.name), folder: shownText(file.folder) })}
    </Note>
  );
}
