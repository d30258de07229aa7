import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Select } from '../../components/Choice';
import { languageName, languages } from '../../components/languages';
import { Answered } from '../../components/ListState';
import { useCopy } from '../../components/useCopy';
import { type JoinLinkView, type Language, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import styles from './Link.module.css';

/** Words with which the link is passed on, in the language of those who read them. */
export function Message({ link }: { link: JoinLinkView }) {
  const { t } = useTranslation();
  const copy = useCopy();
  const [language, setLanguage] = useState<Language>('en');
  const message = useQuery({
    queryKey: ['join_link', 'message', link.link, language],
    queryFn: () => unwrap(commands.joinLinkMessage(language)),
    placeholderData: keepPreviousData,
  });
  return (
    <section className={styles.part} aria-label={t('link.message')}>
      <div className={styles.messageHead}>
        <h3 className={styles.partTitle}>{t('link.message')}</h3>
        <Select
          bare
          label={t('link.message_language')}
          value={language}
          onChange={setLanguage}
          options={languages.map((each) => ({ value: each, label: languageName(each) }))}
        />
        <Button
          icon="copy"
          isDisabled={message.data === undefined || message.isPlaceholderData}
          onPress={() => void copy(message.data ?? '', t('link.message_copied'))}
        >
          {t('link.message_copy')}
        </Button>
      </div>
      <Answered query={message} rows={2}>
        {(text) => (
          <p className={styles.message} lang={language}>
            {text}
          </p>
        )}
      </Answered>
    </section>
  );
}
