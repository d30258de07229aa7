import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListError, Skeleton } from '../components/ListState';
import { usePlace } from '../components/navigation';
import { Toasts } from '../components/toasts';
import { ChooseAdministratorPage } from '../features/start/ChooseAdministratorPage';
import { ImportDialog } from '../features/imports/ImportDialog';
import type { Begin } from '../features/imports/steps';
import { NewAccountPage } from '../features/start/NewAccountPage';
import { StartPage } from '../features/start/StartPage';
import { useChanges } from '../ipc/changes';
import { makeQueryClient } from '../ipc/client';
import type { Start as StartView } from '../ipc/bindings';
import { useEvent } from '../ipc/events';
import { asFailure } from '../ipc/failure';
import { useStart } from '../ipc/queries';
import { Shell } from './Shell';
import { useDestination } from './useDestination';

export function App() {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Rooms />
      <Toasts />
    </QueryClientProvider>
  );
}

/** Nothing is open. A spreadsheet can be checked all the same. */
function Start({ start }: { start: StartView }) {
  const [checking, setChecking] = useState<{ begin: Begin | null } | null>(null);
  useEvent('file-dropped', ([file]) => {
    if (file !== undefined) setChecking({ begin: { from: 'file', file } });
  });
  return (
    <>
      <StartPage start={start} onCheck={() => setChecking({ begin: null })} />
      {checking === null ? null : (
        <ImportDialog begin={checking.begin} onClose={() => setChecking(null)} onBusy={ignore} />
      )}
    </>
  );
}

const ignore = () => undefined;

/** The page for what is open: nothing, a workspace of which nobody knows who acts, or one to work in. */
function Rooms() {
  const { t } = useTranslation();
  const { path } = usePlace();
  const start = useStart();
  useChanges();
  useDestination(start.data !== undefined);
  const workspace = start.data?.workspace ?? null;
  useEffect(() => {
    document.title = workspace === null ? t('app.name') : t('app.title', { account: workspace.account });
  }, [workspace, t]);

  if (start.data === undefined) {
    if (start.error === null) return <Skeleton />;
    return <ListError failure={asFailure(start.error)} retry={() => void start.refetch()} />;
  }
  if (path[0] === 'new') return <NewAccountPage />;
  if (workspace === null) return <Start start={start.data} />;
  if (workspace.administrator === null) return <ChooseAdministratorPage workspace={workspace} />;
  return <Shell workspace={workspace} recent={start.data.recent} />;
}
