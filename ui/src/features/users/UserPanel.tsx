import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AddressLine } from '../../components/AddressLine';
import { Delivery } from '../../components/invitation/Delivery';
import { EarlierInvitations } from '../../components/invitation/EarlierInvitations';
import { InvitationButtons } from '../../components/invitation/InvitationButtons';
import { InvitationFacts } from '../../components/invitation/InvitationFacts';
import { Mails } from '../../components/invitation/Mails';
import { Moment } from '../../components/invitation/Moment';
import { Offer } from '../../components/invitation/Offer';
import { isOpen } from '../../components/invitation/acts';
import { Answered } from '../../components/ListState';
import { Facts, Panel, Part } from '../../components/Page';
import { StatusWord } from '../../components/Status';
import { type UserDetails, type UserId, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { History } from './History';
import { UserAssignments } from './UserAssignments';
import styles from './Users.module.css';

interface Props {
  id: UserId;
  focus: number;
  onClose: () => void;
}

/** One user, to read; with what can be done about their invitation. */
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
      <Answered query={user} rows={6}>
        {(found) => <Details user={found} />}
      </Answered>
    </Panel>
  );
}

function Details({ user }: { user: UserDetails }) {
  const { t } = useTranslation();
  const [newest, ...earlier] = user.invitations;
  const offered = newest !== undefined && isOpen(newest);
  const facts: [string, ReactNode][] = [];
  if (user.joined_at !== null) facts.push([t('user.joined'), <Moment key="joined" at={user.joined_at} />]);
  if (user.came_by === 'link' || user.came_by === 'founding')
    facts.push([t('user.came'), t(`user.came_by.${user.came_by}`)]);
  if (user.language !== null)
    facts.push([
      t('user.language'),
      new Intl.DisplayNames(undefined, { type: 'language' }).of(user.language) ?? user.language,
    ]);
  return (
    <>
      <AddressLine address={user.address} />
      <StatusWord status={user.status} />
      {newest === undefined ? null : <InvitationButtons row={newest} removed={user.status === 'removed'} />}
      <Part title={t('user.assignments')}>
        {offered ? <Offer row={newest} /> : <UserAssignments assignments={user.assignments} />}
        {offered ? <p className={styles.under}>{t('user.assignments_offered')}</p> : null}
      </Part>
      {newest === undefined ? (
        facts.length === 0 ? null : (
          <Part title={t('user.membership')}>
            <Facts facts={facts} />
          </Part>
        )
      ) : (
        <Part title={t('user.invitation')}>
          <InvitationFacts row={newest} more={facts} />
          <EarlierInvitations rows={earlier} />
        </Part>
      )}
      {user.delivery === null ? null : (
        <Part title={t('user.delivery')}>
          <Delivery state={user.delivery} note={user.delivery_note} />
        </Part>
      )}
      {user.mails.length === 0 ? null : (
        <Part title={t('invitation.mails')}>
          <Mails mails={user.mails} said={user.delivery_note} />
        </Part>
      )}
      <Part title={t('user.history')}>
        <History entries={user.history} />
      </Part>
    </>
  );
}
