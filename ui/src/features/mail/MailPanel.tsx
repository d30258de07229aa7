import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Answered } from '../../components/ListState';
import { Facts, Panel, Part } from '../../components/Page';
import { DeliveryWord } from '../../components/Status';
import { clockTime, fullDate, relativeDate, useNow } from '../../components/time';
import { toast } from '../../components/toasts';
import { type MailId, type ShownMail, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import styles from './Mail.module.css';

interface Props {
  id: MailId;
  focus: number;
  onClose: () => void;
}

/** One mail as it was written: text nodes only, whatever stands in it. */
export function MailPanel({ id, focus, onClose }: Props) {
  const { t } = useTranslation();
  const mail = useQuery({ queryKey: ['mail', 'one', id], queryFn: () => unwrap(commands.showMail(id)) });
  return (
    <Panel wide title={mail.data?.subject ?? t('mail.message')} focus={focus} onClose={onClose}>
      <Answered query={mail} rows={6}>
        {(found) => <Message mail={found} />}
      </Answered>
    </Panel>
  );
}

function Message({ mail }: { mail: ShownMail }) {
  const { t } = useTranslation();
  const reveal = async () => {
    const shown = await commands.revealMail(mail.id);
    if (shown.status === 'error') toast({ words: shown.error.message, bad: true });
  };
  return (
    <>
      <Facts
        facts={[
          [
            t('mail.from'),
            <span key="from" className={styles.selectable}>
              {mail.from}
            </span>,
          ],
          [
            t('mail.to'),
            <span key="to" className={styles.selectable}>
              {mail.to}
            </span>,
          ],
          [t('mail.created'), fullDate(mail.created_at)],
        ]}
      />
      <Part title={t('mail.state')}>
        <div className={styles.delivery}>
          <DeliveryWord state={mail.state} />
          {mail.attempts > 1 ? (
            <span className={styles.faint}>{t('mail.attempts', { count: mail.attempts })}</span>
          ) : null}
        </div>
        <p className={styles.faint}>
          <DeliverySentence mail={mail} />
        </p>
        {mail.reply === null ? null : (
          <p className={styles.quote} aria-label={mail.state === 'dropped' ? undefined : t('mail.server_words')}>
            {mail.reply}
          </p>
        )}
        {mail.in_folder ? (
          <Button small icon="folder" onPress={() => void reveal()}>
            {t('mail.reveal')}
          </Button>
        ) : null}
      </Part>
      <Part title={t('mail.message')}>
        {/* A long one is scrolled by keyboard from here. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div role="group" aria-label={t('mail.message')} tabIndex={0}>
          <pre className={styles.text}>{mail.text}</pre>
        </div>
      </Part>
    </>
  );
}

function DeliverySentence({ mail }: { mail: ShownMail }) {
  const { t } = useTranslation();
  const now = useNow();
  switch (mail.state) {
    case 'sent':
      if (mail.sent_at === null) return t('delivery_says.sent_undated');
      return t(mail.in_folder ? 'delivery_says.written' : 'delivery_says.sent', {
        when: relativeDate(mail.sent_at, now),
      });
    case 'deferred':
      return mail.not_before === null
        ? t('delivery_says.deferred_undated')
        : t('delivery_says.deferred', {
            when: `${relativeDate(mail.not_before, now)} (${clockTime(mail.not_before)})`,
          });
    default:
      return t(`delivery_says.${mail.state}`);
  }
}
