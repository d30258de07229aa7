import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import styles from './Invite.module.css';
import { type Checked, type Person, type Weight, checkOf, weightOf } from './people';

interface Props {
  people: Person[];
  checked: Checked | undefined;
  idOf: (person: Person) => string;
  onUse: (person: Person, address: string) => void;
  onCorrect: (person: Person) => void;
  onRemove: (person: Person) => void;
}

const signs = { stops: 'error', doubt: 'warning', known: 'info' } as const;
const rank: Record<Weight, number> = { stops: 0, doubt: 1, known: 2 };

/** What is to be known of people, the worst first, each with the one press that mends it. */
export function Remarks({ people, checked, idOf, onUse, onCorrect, onRemove }: Props) {
  const { t } = useTranslation();
  const remarks = people
    .flatMap((person) => {
      const check = checkOf(checked, person);
      return check === undefined ? [] : [{ person, check, weight: weightOf(check) ?? 'known' }];
    })
    .sort((one, other) => rank[one.weight] - rank[other.weight]);
  if (remarks.length === 0) return null;
  return (
    <ul className={styles.remarks} aria-label={t('invite.remarks')}>
      {remarks.map(({ person, check, weight }) => {
        const { suggestion } = check;
        return (
          <li key={person.key} data-weight={weight}>
            <Icon name={signs[weight]} size={14} />
            <span className={styles.remark} id={idOf(person)}>
              {check.message.includes(person.address) ? null : (
                <strong>{t('invite.about', { who: person.name ?? person.address })}</strong>
              )}{' '}
              {check.message}
            </span>
            {suggestion !== null ? (
              <Button small onPress={() => onUse(person, suggestion)}>
                {t('invite.use', { address: suggestion })}
              </Button>
            ) : check.verdict === 'malformed' ? (
              <Button small onPress={() => onCorrect(person)}>
                {t('invite.correct')}
              </Button>
            ) : null}
            {weight === 'stops' ? (
              <Button
                small
                kind="quiet"
                onPress={() => onRemove(person)}
                aria-label={t('invite.take_out_who', { address: person.address })}
              >
                {t('invite.take_out')}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
