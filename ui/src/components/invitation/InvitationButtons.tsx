import { useTranslation } from 'react-i18next';
import type { InvitationRow } from '../../ipc/bindings';
import { Button } from '../Button';
import { Menu, type MenuPart } from '../Menu';
import { isOpen, whoIs } from './acts';
import styles from './invitation.module.css';
import { useInvitationMenu } from './useInvitationMenu';

interface Props {
  row: InvitationRow;
  /** The user was removed from the account since. */
  removed?: boolean;
  /** What can be done besides. */
  more?: MenuPart[];
}

/** What can be done with an invitation: one or two at hand, the rest behind a menu. */
export function InvitationButtons({ row, removed = false, more = [] }: Props) {
  const { t } = useTranslation();
  const own = useInvitationMenu()(row, removed);
  const parts = [...own, ...more];
  const entries = parts.flatMap((part) => part.entries);
  if (entries.length === 0) return null;
  const atHand = entries.slice(0, isOpen(row) ? 2 : 1);
  const rest = parts
    .map((part) => ({ ...part, entries: part.entries.filter((entry) => !atHand.includes(entry)) }))
    .filter((part) => part.entries.length > 0);
  return (
    <div className={styles.actions} role="group" aria-label={t('invitation.actions')}>
      {atHand.map((entry) => (
        <Button key={entry.id} onPress={entry.act}>
          {entry.label}
        </Button>
      ))}
      {rest.length === 0 ? null : (
        <Menu
          label={t('list.actions_for', { name: whoIs(row) })}
          placement="bottom end"
          trigger={<Button icon="more" aria-label={t('invitation.more')} />}
          parts={rest}
        />
      )}
    </div>
  );
}
