import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InvitationDialogs } from '../components/invitation/InvitationDialogs';
import { toast } from '../components/toasts';
import { ImportDialog } from '../features/imports/ImportDialog';
import type { Begin } from '../features/imports/steps';
import { InviteDialog } from '../features/invite/InviteDialog';
import { JoinLinkDialog } from '../features/link/JoinLinkDialog';
import { isMail, useBounces } from '../features/mail/useBounces';
import type { InviteInput, RecentWorkspace, WorkspaceView } from '../ipc/bindings';
import { useEvent } from '../ipc/events';
import { useAdministersAll } from '../ipc/queries';
import { Banners } from './Banners';
import { CurrentPage } from './CurrentPage';
import { DropVeil } from './DropVeil';
import { RequestsHeard } from './RequestsHeard';
import { Palette } from './palette/Palette';
import { ShortcutsDialog } from './palette/ShortcutsDialog';
import { useAppCommands } from './palette/useAppCommands';
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
  const [over, setOver] = useState<'palette' | 'shortcuts' | null>(null);
  const showPalette = useCallback(() => setOver('palette'), []);
  const administersAll = useAdministersAll();
  useAppCommands({
    onPalette: showPalette,
    onShortcuts: useCallback(() => setOver('shortcuts'), []),
    onInvite: startInvite,
    onImport: startImport,
    onShare: administersAll ? startShare : null,
  });

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
        <Sidebar workspace={workspace} recent={recent} onPalette={showPalette} />
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
            begin={importing.begin}
            onClose={(invited) => {
              setImporting(null);
              if (invited) setInviting(null);
            }}
            onBusy={setBusy}
          />
        )}
        {over === 'palette' ? <Palette onClose={() => setOver(null)} /> : null}
        {over === 'shortcuts' ? <ShortcutsDialog onClose={() => setOver(null)} /> : null}
        <DropVeil off={busy} />
      </div>
    </InvitationDialogs>
  );
}
