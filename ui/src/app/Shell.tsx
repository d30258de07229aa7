import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InvitationDialogs } from '../components/invitation/InvitationDialogs';
import { toast } from '../components/toasts';
import { useShortcut } from '../components/useShortcut';
import { ImportDialog } from '../features/imports/ImportDialog';
import type { Begin } from '../features/imports/useImport';
import { InviteDialog } from '../features/invite/InviteDialog';
import { JoinLinkDialog } from '../features/link/JoinLinkDialog';
import { isMail, useBounces } from '../features/mail/useBounces';
import type { InviteInput, RecentWorkspace, WorkspaceView } from '../ipc/bindings';
import { useEvent } from '../ipc/events';
import { Banners } from './Banners';
import { CurrentPage } from './CurrentPage';
import { DropVeil } from './DropVeil';
import { RequestsHeard } from './RequestsHeard';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar';

const nobody: InviteInput = { people: [], assignments: [], language: null, message: '' };

/** The window of an open workspace: the sidebar, a page, and the inviting or the import that may stand over it. */
export function Shell({ workspace, recent }: { workspace: WorkspaceView; recent: RecentWorkspace[] }) {
  const { t } = useTranslation();
  const [inviting, setInviting] = useState<InviteInput | null>(null);
  const [importing, setImporting] = useState<{ begin: Begin | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [sharing, setSharing] = useState(false);
  const bounces = useBounces();
  const startInvite = useCallback(() => setInviting(nobody), []);
  const startShare = useCallback(() => setSharing(true), []);
  const startImport = useCallback(() => setImporting({ begin: null }), []);
  useShortcut('n', startInvite);

  useEvent('file-dropped', (files) => {
    const mails = files.filter(isMail);
    if (mails.length > 0) return void bounces.readAll(mails);
    const [file] = files;
    if (file === undefined) return;
    if (busy) toast({ words: t('import.busy') });
    else setImporting({ begin: { from: 'file', file } });
  });

  return (
    <InvitationDialogs onInvite={setInviting}>
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
        <RequestsHeard key={workspace.path} />
        <Sidebar workspace={workspace} recent={recent} />
        <div className={styles.main} id="page" tabIndex={-1}>
          <Banners sample={workspace.sample} />
          <CurrentPage onImport={startImport} onInvite={startInvite} onShare={startShare} />
        </div>
        {inviting === null ? null : (
          <InviteDialog
            begin={inviting}
            onClose={() => setInviting(null)}
            onCarryOn={(input, plan) => setImporting({ begin: { from: 'people', input, plan } })}
          />
        )}
        {sharing ? <JoinLinkDialog onClose={() => setSharing(false)} /> : null}
        {importing === null ? null : (
          <ImportDialog
            // A file that is dropped meanwhile begins anew.
            begin={importing.begin}
            onClose={(done) => {
              setImporting(null);
              if (done && importing.begin?.from === 'people') setInviting(null);
            }}
            onBusy={setBusy}
          />
        )}
        <DropVeil off={busy} />
      </div>
    </InvitationDialogs>
  );
}
