import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { TextField } from '../../../components/Field';
import styles from './choose.module.css';

interface Props {
  isReading: boolean;
  onPaste: (text: string) => void;
  onClose: () => void;
}

/** Rows from another program, for those who paste into something, or type. */
export function PasteRows({ isReading, onPaste, onClose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <div className={styles.pasted}>
      <TextField
        autoFocus
        label={t('import.paste_label')}
        hint={t('import.paste_hint')}
        placeholder={t('import.paste_example')}
        lines={8}
        value={text}
        onChange={setText}
      />
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('import.paste_not')}</Button>
        <Button kind="primary" isDisabled={text.trim() === ''} isPending={isReading} onPress={() => onPaste(text)}>
          {t('import.paste_do')}
        </Button>
      </div>
    </div>
  );
}
