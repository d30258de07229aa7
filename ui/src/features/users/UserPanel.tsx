import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AddressLine } from '../../components/AddressLine';
import { Delivery } from '../../components/invitation/Delivery';
import { EarlierInvitations } from '../../components/invitation/EarlierInvitations';
import { InvitationFacts } from '../../components/invitation/InvitationFacts';
import { Mails } from '../../components/invitation/Mails';
import { Moment } from '../../components/invitation/Moment';
import { Answered } from '../../components/ListState';
import { Facts, Panel, Part } from '../../components/Page';
import { Assignments } from '../../components/roles/Assignments';
import { type UserDetails, type UserId, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { History } from './History';
import { Standing } from './Standing';
import { UserButtons } from './UserButtons';

interface Props {
  id: UserId;
  focus: number;
  onClose: () => void;
}

/** One user: what they are, what they may do and where, what happened to them, and all that can be done. */
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
  const facts: [string, ReactNode][] = [[t('user.came'), t(`user.came_by.${user.came_by}`)]];
  if (user.joined_at !== null) facts.push([t('user.joined'), <Moment key="joined" at={user.joined_at} />]);
  if (user.language !== null)
    facts.push([
      t('user.language'),
      new Intl.DisplayNames(undefined, { type: 'language' }).of(user.language) ?? user.language,
    ]);
  return (
    <>
      <AddressLine address={user.address} />
      <Standing user={user} />
      <UserButtons user={user} />
      <Part title={t('user.assignments')}>
        <Assignments key={user.id} user={user} />
      </Part>
      <Part title={t('user.membership')}>
        <Facts facts={facts} />
      </Part>
      {newest === undefined ? null : (
        <Part title={t('user.invitation')}>
          <InvitationFacts row={newest} />
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
        <History user={user.id} entries={user.history} />
      </Part>
    </>
  );
}
