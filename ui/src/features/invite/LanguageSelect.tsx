import { useTranslation } from 'react-i18next';
import { type Option, Select } from '../../components/Choice';
import { languageName, languages } from '../../components/languages';
import type { Language } from '../../ipc/bindings';

const KNOWN = 'known';

interface Props {
  value: Language | null;
  onChange: (language: Language | null) => void;
}

/** The language of the invitation; by itself, what is known of each. */
export function LanguageSelect({ value, onChange }: Props) {
  const { t } = useTranslation();
  const options: Option<Language | typeof KNOWN>[] = [
    { value: KNOWN, label: t('invite.language_known') },
    ...languages.map((language) => ({ value: language, label: languageName(language) })),
  ];
  return (
    <Select
      label={t('invite.language')}
      value={value ?? KNOWN}
      onChange={(chosen) => onChange(chosen === KNOWN ? null : chosen)}
      options={options}
    />
  );
}
