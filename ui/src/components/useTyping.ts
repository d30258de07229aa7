import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirms } from './confirms';

/** The typing that agrees to what cannot be done by a slip: the field for it, and whether what was `wanted` is typed. Enter agrees too, and says what else was typed. */
export function useTyping(wanted: string, onAgreed: () => void) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  /** Enter was pressed, and something else was typed. */
  const [wrong, setWrong] = useState(false);
  const right = confirms(typed, wanted);
  return {
    right,
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      setWrong(!right);
      if (right) onAgreed();
    },
    field: {
      label: t(wanted.includes('@') ? 'removal.typed' : 'removal.typed_number'),
      hint: wanted,
      autoFocus: true,
      autoComplete: 'off',
      value: typed,
      onChange: (text: string) => {
        setTyped(text);
        setWrong(false);
      },
      problem: wrong ? t('removal.otherwise', { wanted }) : undefined,
    },
  };
}
