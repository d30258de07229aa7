import type { Language } from '../ipc/bindings';

/** Those in which mails are written. */
export const languages: Language[] = ['en', 'de', 'es', 'fr', 'it'];

/** In its own words, as whoever wants it looks for it. */
export function languageName(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
