import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../components/navigation';
import { toast } from '../components/toasts';
import { GroupsPage } from '../features/groups/GroupsPage';
import { ImportDialog } from '../features/imports/ImportDialog';
import { ImportPage, ImportsPage } from '../features/imports/ImportsPage';
import { MailPage } from '../features/mail/MailPage';
import { SettingsPage } from '../features/settings/SettingsPage';
import { UsersPage } from '../features/users/UsersPage';
import type { ChosenFile, RecentWorkspace, WorkspaceView } from '../ipc/bindings';
import { useEvent } from '../ipc/events';
import { Banners } from './Banners';
import { DropVeil } from './DropVeil';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar';

/** The window of an open workspace: the sidebar, a page, and the import that may stand over it. */
export function Shell({ workspace, recent }: { workspace: WorkspaceView; recent: RecentWorkspace[] }) {
  const { t } = useTranslation();
  const [importing, setImporting] = useState<{ file: ChosenFile | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const startImport = useCallback(() => setImporting({ file: null }), []);
  const endImport = useCallback(() => setImporting(null), []);

  useEvent('file-dropped', ([file]) => {
    if (file === undefined) return;
    if (busy) toast({ words: t('import.busy') });
    else setImporting({ file });
  });

  return (
    <div className={styles.shell}>
      <a
        className={styles.skip}
        href="#page"
        onClick={(event) => {
          event.preventDefault(); // the hash is the address of a page
          document.querySelector<HTMLElement>('#page')?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <Sidebar workspace={workspace} recent={recent} />
      <div className={styles.main} id="page" tabIndex={-1}>
        <Banners sample={workspace.sample} />
        <CurrentPage onImport={startImport} />
      </div>
      {importing === null ? null : <ImportDialog file={importing.file} onClose={endImport} onBusy={setBusy} />}
      <DropVeil off={busy} />
    </div>
  );
}

function CurrentPage({ onImport }: { onImport: () => void }) {
  const { path } = usePlace();
  switch (path[0]) {
    case 'groups':
      return <GroupsPage />;
    case 'imports':
      return path[1] !== undefined && /^\d+$/.test(path[1]) ? (
        <ImportPage id={Number(path[1])} />
      ) : (
        <ImportsPage onImport={onImport} />
      );
    case 'mail':
      return <MailPage />;
    case 'settings':
      return <SettingsPage />;
    default:
      return <UsersPage onAddFromSheet={onImport} />;
  }
}
