import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { TextField } from '../../components/Field';
import { GrantPick, nothingPicked } from '../../components/invitation/GrantPick';
import { Icon } from '../../components/Icon';
import type { FieldProblem } from '../../ipc/bindings';
import { useStart } from '../../ipc/queries';
import { DomainsField } from './DomainsField';
import styles from './Link.module.css';
import type { Terms, TermsName } from './terms';

interface Props {
  terms: Terms;
  problems: FieldProblem[];
  set: (change: Partial<Terms>) => void;
}

/** Who may ask by the link, until when, and what approving them suggests. */
export function TermsForm({ terms, problems, set }: Props) {
  const { t } = useTranslation();
  const address = useStart().data?.workspace?.administrator?.address;
  const own = address?.split('@').at(-1)?.toLowerCase() ?? null;
  const problem = (name: TermsName) => problems.find((each) => each.field === name)?.message;
  const suggests = terms.suggested.group !== null || terms.suggested.role !== null;
  return (
    <>
      <div className={styles.pair}>
        <TextField
          label={t('link.last_day')}
          hint={t('link.last_day_hint')}
          placeholder={t('link.last_day_example')}
          type="date"
          value={terms.last_day}
          onChange={(last_day) => set({ last_day })}
          problem={problem('last_day')}
        />
        <TextField
          label={t('link.most_uses')}
          hint={t('link.most_uses_hint')}
          placeholder={t('link.most_uses_empty')}
          suffix={t('link.most_uses_suffix')}
          inputMode="numeric"
          value={terms.most_uses}
          onChange={(most_uses) => set({ most_uses })}
          problem={problem('most_uses')}
        />
      </div>
      <DomainsField
        value={terms.domains}
        onChange={(domains) => set({ domains })}
        problem={problem('domains')}
        own={own}
      />
      <fieldset className={styles.fieldset} aria-describedby="link-suggested">
        <legend className={styles.legend}>{t('link.suggested')}</legend>
        <GrantPick modest value={terms.suggested} onChange={(suggested) => set({ suggested })} />
        {problem('suggested') === undefined ? null : (
          <p className={styles.problem} role="alert">
            <Icon name="error" size={14} />
            {problem('suggested')}
          </p>
        )}
        <p className={styles.hint} id="link-suggested">
          {t('link.suggested_hint')}
        </p>
        {suggests ? (
          <span>
            <Button small kind="quiet" icon="close" onPress={() => set({ suggested: nothingPicked })}>
              {t('link.suggested_clear')}
            </Button>
          </span>
        ) : null}
      </fieldset>
      <TextField
        label={t('link.welcome')}
        hint={t('link.welcome_hint')}
        placeholder={t('link.welcome_example')}
        lines={3}
        value={terms.welcome}
        onChange={(welcome) => set({ welcome })}
        problem={problem('welcome')}
      />
    </>
  );
}
