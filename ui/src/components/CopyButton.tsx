import { useTranslation } from 'react-i18next';
import { IconButton } from './Button';
import { useCopy } from './useCopy';

/** Puts a text on the clipboard. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const copy = useCopy();
  return <IconButton small icon="copy" label={label} onPress={() => void copy(text, t('copy.done', { text }))} />;
}
