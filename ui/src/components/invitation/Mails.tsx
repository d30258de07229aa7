import { useTranslation } from 'react-i18next';
import type { MailRow } from '../../ipc/bindings';
import { address } from '../navigation';
import { DeliveryWord } from '../Status';
import { When } from '../When';
import styles from './invitation.module.css';

interface Props {
  mails: MailRow[];
  /** The server's words that stand above them already. */
  said: string | null;
}

/** Mails to one person, newest first; each leads to how it reads. */
export function Mails({ mails, said }: Props) {
  const { t } = useTranslation();
  return (
    <ul className={styles.mails}>
      {mails.map((mail) => (
        <li key={mail.id}>
          <a className={styles.mail} href={address(`mail/${mail.id}`)}>
            <span className={styles.mailKind}>{t(`mail.kinds.${mail.kind}`)}</span>{' '}
            <span className={styles.mailWhen}>
              <When at={mail.sent_at ?? mail.created_at} />
            </span>{' '}
            <DeliveryWord state={mail.state} />
          </a>
          {mail.reply === null || mail.reply === said || mail.state === 'sent' ? null : (
            <p className={styles.quote}>{mail.reply}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
