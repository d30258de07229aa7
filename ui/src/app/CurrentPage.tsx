import { usePlace } from '../components/navigation';
import { ActivityPage } from '../features/activity/ActivityPage';
import { GroupsPage } from '../features/groups/GroupsPage';
import { ImportPage, ImportsPage } from '../features/imports/ImportsPage';
import { InvitationsPage } from '../features/invitations/InvitationsPage';
import { MailPage } from '../features/mail/MailPage';
import { RequestsPage } from '../features/requests/RequestsPage';
import { RolesPage } from '../features/roles/RolesPage';
import { SettingsPage } from '../features/settings/SettingsPage';
import { UserActs } from '../features/users/acts/UserActs';
import { UsersPage } from '../features/users/UsersPage';

interface Props {
  onImport: () => void;
  onInvite: () => void;
  onShare: () => void;
}

/** The page that the address names. */
export function CurrentPage({ onImport, onInvite, onShare }: Props) {
  const { path } = usePlace();
  switch (path[0]) {
    case 'invitations':
      return <InvitationsPage onInvite={onInvite} />;
    case 'requests':
      return <RequestsPage onShare={onShare} />;
    case 'groups':
      return <GroupsPage />;
    case 'roles':
      return <RolesPage />;
    case 'imports':
      return path[1] !== undefined && /^\d+$/.test(path[1]) ? (
        <ImportPage id={Number(path[1])} />
      ) : (
        <ImportsPage onImport={onImport} />
      );
    case 'mail':
      return <MailPage />;
    case 'activity':
      return <ActivityPage />;
    case 'settings':
      return <SettingsPage />;
    default:
      return (
        <UserActs>
          <UsersPage onAddByMail={onInvite} onAddFromSheet={onImport} onAddByLink={onShare} />
        </UserActs>
      );
  }
}
