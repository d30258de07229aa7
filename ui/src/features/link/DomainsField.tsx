import { useId, useState } from 'react';
import { Button, Tag, TagGroup, TagList } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button as QuietButton } from '../../components/Button';
import { Icon } from '../../components/Icon';
import styles from './DomainsField.module.css';
import { domainsIn, isDomain } from './terms';

interface Props {
  value: string[];
  onChange: (domains: string[]) => void;
  problem: string | undefined;
  /** One that is likely meant. */
  own: string | null;
}

/** Domains, typed or pasted; each can be taken out again. */
export function DomainsField({ value, onChange, problem, own }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  const add = (typed: string) => {
    setText('');
    const more = domainsIn(typed);
    if (more.length > 0) onChange([...new Set([...value, ...more])]);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={`${id}-input`} className={styles.label}>
        {t('link.domains')}
      </label>
      <div className={styles.box} data-invalid={problem !== undefined}>
        {value.length === 0 ? null : (
          <TagGroup
            className={styles.tags ?? ''}
            aria-label={t('link.domains_list')}
            onRemove={(keys) => onChange(value.filter((domain) => !keys.has(domain)))}
          >
            <TagList className={styles.tags ?? ''} items={value.map((domain) => ({ id: domain }))}>
              {({ id: domain }) => (
                <Tag className={styles.tag ?? ''} textValue={domain} data-wrong={!isDomain(domain)}>
                  <span className={styles.words}>{domain}</span>
                  <Button slot="remove" className={styles.remove ?? ''} aria-label={t('link.domain_remove')}>
                    <Icon name="close" size={12} />
                  </Button>
                </Tag>
              )}
            </TagList>
          </TagGroup>
        )}
        <input
          id={`${id}-input`}
          className={styles.input}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="url"
          aria-describedby={`${id}-problem ${id}-hint`}
          aria-invalid={problem !== undefined}
          placeholder={value.length === 0 ? t('link.domains_example') : ''}
          value={text}
          onChange={(event) => {
            const next = event.target.value;
            if (/[\s,;]$/.test(next)) add(next);
            else setText(next);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            const last = value.at(-1);
            if (event.key === 'Enter' && text.trim() !== '') add(text);
            else if (event.key === 'Backspace' && text === '' && last !== undefined) {
              onChange(value.slice(0, -1));
              setText(last);
            } else return;
            event.preventDefault();
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain');
            if (text !== '' || !/[\s,;]/.test(pasted.trim())) return;
            event.preventDefault();
            add(pasted);
          }}
          onBlur={() => add(text)}
        />
      </div>
      {problem === undefined ? null : (
        <span className={styles.problem} id={`${id}-problem`}>
          <Icon name="error" size={14} />
          <span>{problem}</span>
        </span>
      )}
      <span className={styles.hint} id={`${id}-hint`}>
        {t('link.domains_hint')}
      </span>
      {own === null || value.includes(own) ? null : (
        <span>
          <QuietButton small kind="quiet" icon="add" onPress={() => onChange([...value, own])}>
            {t('link.domains_own', { domain: own })}
          </QuietButton>
        </span>
      )}
    </div>
  );
}
