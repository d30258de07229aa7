import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AddressLine } from '../../components/AddressLine';
import { Delivery } from '../../components/invitation/Delivery';
import { EarlierInvitations } from '../../components/invitation/EarlierInvitations';
import { InvitationButtons } from '../../components/invitation/InvitationButtons';
import { InvitationFacts } from '../../components/invitation/InvitationFacts';
import { Mails } from '../../components/invitation/Mails';
import { isOpen } from '../../components/invitation/acts';
import { Answered, Empty } from '../../components/ListState';
import { address } from '../../components/navigation';
import { Panel, Part } from '../../components/Page';
import { Assignments } from '../../components/roles/Assignments';
import { StatusWord } from '../../components/Status';
import { type InvitationRow, type MailRow, type UserDetails, type UserId, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import styles from './Invitations.module.css';

interface Props {
  /** Whose newest invitation. */
  user: UserId;
  focus: number;
  onClose: () => void;
}

/** One invitation, to read and to change. */
export function InvitationPanel({ user: id, focus, onClose }: Props) {
  const { t } = useTranslation();
  const user = useQuery({
    queryKey: ['users', 'one', id],
    queryFn: () => unwrap(commands.showUser(id)),
    placeholderData: keepPreviousData,
  });
  return (
    <Panel title={user.data?.name ?? user.data?.address ?? t('users.unnamed')} focus={focus} onClose={onClose}>
      <Answered query={user} rows={6}>
        {(found) => {
          const newest = found.invitations[0];
          return newest === undefined ? (
            <Empty title={t('invitations.never')} />
          ) : (
            <Details user={found} row={newest} />
          );
        }}
      </Answered>
    </Panel>
  );
}

/** Mails that an invitation caused: those before it belong to another. */
const belongs = (row: InvitationRow) => (mail: MailRow) =>
  (mail.kind === 'invitation' || mail.kind === 'reminder') && mail.created_at >= row.created_at;

function Details({ user, row }: { user: UserDetails; row: InvitationRow }) {
  const { t } = useTranslation();
  const mails = user.mails.filter(belongs(row));
  return (
    <>
      <AddressLine address={row.address} />
      <StatusWord status={row.status} />
      <InvitationButtons row={row} removed={user.status === 'removed'} />
      <Part title={t(isOpen(row) ? 'invitations.offered' : 'invitations.was_offered')}>
        <Assignments key={user.id} user={user} />
      </Part>
      <Part title={t('user.invitation')}>
        <InvitationFacts row={row} />
        <EarlierInvitations rows={user.invitations.slice(1)} />
      </Part>
      {row.delivery === null ? null : (
        <Part title={t('user.delivery')}>
          <Delivery state={row.delivery} note={row.delivery_note} />
        </Part>
      )}
      {mails.length === 0 ? null : (
        <Part title={t('invitation.mails')}>
          <Mails mails={mails} said={row.delivery_note} />
        </Part>
      )}
      <p className={styles.toUser}>
        <a href={address(`users/${user.id}`)}>{t('invitations.show_user')}</a>
      </p>
    </>
  );
}
