import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../components/CopyButton';
import { ListError, Skeleton } from '../../components/ListState';
import { Facts, Panel, Part } from '../../components/Page';
import { DeliveryWord, StatusWord } from '../../components/Status';
import { fullDate } from '../../components/time';
import { When } from '../../components/When';
import { type ActivityView, type Timestamp, type UserDetails, type UserId, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { useStart } from '../../ipc/queries';
import { groupWords } from './userColumns';
import styles from './Users.module.css';

interface Props {
  id: UserId;
  focus: number;
  onClose: () => void;
}

/** One user, to read. */
export function UserPanel({ id, focus, onClose }: Props) {
  const { t } = useTranslation();
  const user = useQuery({
    queryKey: ['users', 'one', id],
    queryFn: () => unwrap(commands.showUser(id)),
    placeholderData: keepPreviousData,
  });
  const title = user.data?.name ?? user.data?.address ?? t('users.unnamed');
  return (
    <Panel title={title} focus={focus} onClose={onClose}>
      {user.data !== undefined ? (
        <Details user={user.data} />
      ) : user.error !== null ? (
        <ListError failure={asFailure(user.error)} retry={() => void user.refetch()} />
      ) : (
        <Skeleton rows={6} />
      )}
    </Panel>
  );
}

function Moment({ at }: { at: Timestamp }) {
  return (
    <>
      <When capital at={at} />
      <span className={styles.under}>{fullDate(at)}</span>
    </>
  );
}

function Details({ user }: { user: UserDetails }) {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  const waiting = user.status === 'pending' || user.status === 'expiring';
  const invitation: [string, ReactNode][] = [];
  if (user.invited_by !== null) invitation.push([t('user.invited_by'), user.invited_by]);
  if (user.sent_at !== null) invitation.push([t('user.sent'), <Moment key="sent" at={user.sent_at} />]);
  else if (waiting) invitation.push([t('user.sent'), t('user.not_sent')]);
  if (user.expires_at !== null && user.joined_at === null)
    invitation.push([t(waiting ? 'user.last_day' : 'user.last_day_was'), <Moment key="end" at={user.expires_at} />]);
  if (user.joined_at !== null) invitation.push([t('user.joined'), <Moment key="joined" at={user.joined_at} />]);
  if (user.language !== null)
    invitation.push([
      t('user.language'),
      new Intl.DisplayNames(undefined, { type: 'language' }).of(user.language) ?? user.language,
    ]);
  return (
    <>
      <p className={styles.addressLine}>
        <span className={styles.addressText}>{user.address}</span>
        <CopyButton text={user.address} label={t('user.copy')} />
      </p>
      <StatusWord status={user.status} />
      <Part title={t('user.assignments')}>
        {user.assignments.length === 0 ? (
          <p className={styles.faint}>{t('users.no_assignments')}</p>
        ) : (
          <ul>
            {user.assignments.map((each) => (
              <li key={`${each.group}-${each.role}`} className={styles.assignmentRow}>
                <span className={styles.path}>{groupWords(each.group_path, account)}</span>
                <span className={styles.role}>{each.role_name}</span>
              </li>
            ))}
          </ul>
        )}
        {waiting ? <p className={styles.under}>{t('user.assignments_offered')}</p> : null}
      </Part>
      {invitation.length === 0 ? null : (
        <Part title={t('user.invitation')}>
          <Facts facts={invitation} />
        </Part>
      )}
      {user.delivery === null ? null : (
        <Part title={t('user.delivery')}>
          <DeliveryWord state={user.delivery} />
          {user.delivery_note === null ? null : (
            <>
              <p className={styles.under}>{t('user.server_words')}</p>
              <p className={styles.quote}>{user.delivery_note}</p>
            </>
          )}
        </Part>
      )}
      <Part title={t('user.history')}>
        {user.history.length === 0 ? <p className={styles.faint}>{t('user.history_empty')}</p> : null}
        <ol className={styles.history}>
          {user.history.map((entry) => (
            <li key={`${entry.at}-${entry.verb}-${entry.detail}`}>
              <Entry entry={entry} />
            </li>
          ))}
        </ol>
      </Part>
    </>
  );
}

function Entry({ entry }: { entry: ActivityView }) {
  const { t } = useTranslation();
  const words = t(`verb.${entry.verb}`);
  return (
    <>
      <span>{entry.detail === null ? words : t('verb.detail', { words, detail: entry.detail })}</span>
      <span className={styles.under}>
        <When at={entry.at} />
        {entry.by === null ? null : ` ${t('verb.by', { name: entry.by })}`}
      </span>
    </>
  );
}
