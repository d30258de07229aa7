import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type SavedFile, commands } from '../ipc/bindings';
import { shownText } from './ShownText';
import { toast } from './toasts';

/** Says where a file was saved, with the way there. */
export function useSaySaved(): (saved: SavedFile) => void {
  const { t } = useTranslation();
  return useCallback(
    ({ name, folder, handle }) => {
      const reveal = async () => {
        const shown = await commands.revealFile(handle);
        if (shown.status === 'error') toast({ words: shown.error.message, bad: true });
      };
      toast({
        words: t('saved.words', { name: shownText(name), folder: shownText(folder) }),
        action: { label: t('saved.reveal'), act: () => void reveal() },
      });
    },
    [t],
  );
}
