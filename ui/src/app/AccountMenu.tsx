import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { Icon } from '../components/Icon';
import { Menu } from '../components/Menu';
import { address, navigate, whenFree } from '../components/navigation';
import { toast } from '../components/toasts';
import { type RecentWorkspace, type WorkspaceView, commands } from '../ipc/bindings';
import { asFailure, unwrap } from '../ipc/failure';
import styles from './Shell.module.css';

/** The account's name; behind it, the ways to other workspaces. */
export function AccountMenu({ workspace, recent }: { workspace: WorkspaceView; recent: RecentWorkspace[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (way: () => Promise<unknown>) => way(),
    onSuccess: async (opened) => {
      if (opened === null) return; // the dialog was closed: everything stays
      navigate(address(''), { replace: true });
      await client.resetQueries();
    },
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  /** What is unsaved is asked about first. */
  const leave = (way: () => Promise<unknown>) => {
    const go = () => change.mutate(way);
    if (!whenFree(go)) go();
  };
  const others = recent.filter((each) => each.path !== workspace.path && !each.missing).slice(0, 5);
  const me = workspace.administrator;
  return (
    <Menu
      label={t('shell.account_menu')}
      trigger={
        <Button className={styles.account ?? ''}>
          <span className={styles.accountWords}>
            <span className={styles.accountName}>{workspace.account}</span>
            {me === null ? null : <span className={styles.me}>{me.name ?? me.address}</span>}
          </span>
          <span className="visually-hidden">{t('shell.account_menu')}</span>
          <Icon name="chevron" size={14} />
        </Button>
      }
      parts={[
        {
          id: 'ways',
          entries: [
            { id: 'new', label: t('shell.new'), act: () => navigate(address('new')) },
            { id: 'open', label: t('shell.open'), act: () => leave(() => unwrap(commands.openWorkspace())) },
          ],
        },
        ...(others.length === 0
          ? []
          : [
              {
                id: 'recent',
                title: t('shell.recent'),
                entries: others.map((each) => ({
                  id: `recent-${each.id}`,
                  label: each.name,
                  hint: each.path,
                  act: () => leave(() => unwrap(commands.openRecent(each.id))),
                })),
              },
            ]),
        {
          id: 'end',
          entries: [
            {
              id: 'close',
              label: t('shell.close'),
              act: () =>
                leave(async () => {
                  await unwrap(commands.closeWorkspace());
                  return 'closed';
                }),
            },
          ],
        },
      ]}
    />
  );
}
