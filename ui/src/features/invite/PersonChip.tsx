import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/Icon';
import styles from './Invite.module.css';
import { type Person, type Weight, textOf } from './people';

interface Props {
  person: Person;
  weight: Weight | null;
  /** Where it is said what is to be known of them. */
  remark: string | undefined;
  onKey: (event: React.KeyboardEvent, person: Person) => void;
  onRemove: (person: Person) => void;
  onCorrect: (person: Person) => void;
}

const signs = { stops: 'error', doubt: 'warning', known: 'info' } as const;

/** Somebody in the field. It is removed with Delete and corrected with Enter or two clicks. */
export function PersonChip({ person, weight, remark, onKey, onRemove, onCorrect }: Props) {
  const { t } = useTranslation();
  return (
    <div
      role="option"
      tabIndex={-1}
      aria-selected={false}
      aria-describedby={remark}
      className={styles.chip}
      data-weight={weight ?? undefined}
      data-person={person.key}
      title={textOf(person)}
      onKeyDown={(event) => onKey(event, person)}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('[data-remove]') !== null) onRemove(person);
      }}
      onDoubleClick={() => onCorrect(person)}
    >
      {weight === null ? null : (
        <>
          <Icon name={signs[weight]} size={13} />
          <span className="visually-hidden">{t(`invite.weight.${weight}`)}:</span>{' '}
        </>
      )}
      <span className={styles.chipWords}>
        {person.name === null ? (
          person.address
        ) : (
          <>
            {person.name} <span className={styles.chipAddress}>{person.address}</span>
          </>
        )}
      </span>
      <span className={styles.chipRemove} data-remove aria-hidden="true" title={t('invite.remove')}>
        <Icon name="close" size={12} />
      </span>
    </div>
  );
}
