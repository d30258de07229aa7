import { useTranslation } from 'react-i18next';
import { type Option, Select } from '../../components/Choice';
import type { Language } from '../../ipc/bindings';

const languages: Language[] = ['en', 'de', 'es', 'fr', 'it'];
const KNOWN = 'known';

/** In its own language, as whoever wants it looks for it. */
function nameOf(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

interface Props {
  value: Language | null;
  onChange: (language: Language | null) => void;
}

/** The language of the invitation; by itself, what is known of each. */
export function LanguageSelect({ value, onChange }: Props) {
  const { t } = useTranslation();
  const options: Option<Language | typeof KNOWN>[] = [
    { value: KNOWN, label: t('invite.language_known') },
    ...languages.map((language) => ({ value: language, label: nameOf(language) })),
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
