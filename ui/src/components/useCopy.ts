import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from './toasts';

/** Puts a text on the clipboard, and says so in the words given. */
export function useCopy(): (text: string, done: string) => Promise<void> {
  const { t } = useTranslation();
  return useCallback(
    async (text, done) => {
      try {
        await navigator.clipboard.writeText(text);
        toast({ words: done });
      } catch {
        toast({ words: t('copy.failed'), bad: true });
      }
    },
    [t],
  );
}
