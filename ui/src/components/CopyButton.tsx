import { useTranslation } from 'react-i18next';
import { IconButton } from './Button';
import { toast } from './toasts';

/** Puts a text on the clipboard. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ words: t('copy.done', { text }) });
    } catch {
      toast({ words: t('copy.failed'), bad: true });
    }
  };
  return <IconButton small icon="copy" label={label} onPress={() => void copy()} />;
}
