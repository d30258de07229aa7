import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { IconButton } from '../../components/Button';
import { toast } from '../../components/toasts';
import { When } from '../../components/When';
import { type RecentWorkspace, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import styles from './Start.module.css';

interface Props {
  recent: RecentWorkspace[];
  onOpen: (id: number) => void;
  disabled: boolean;
}

/** The end of a path says more than its beginning. */
function shortened(path: string): string {
  const parts = path.split(/[\\/]/);
  return parts.length <= 4 ? path : `…/${parts.slice(-3).join('/')}`;
}

/** Workspaces opened before. One that is not at its place any more can be forgotten. */
export function Recent({ recent, onOpen, disabled }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const forget = useMutation({
    mutationFn: (id: number) => unwrap(commands.forgetRecent(id)),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.start.queryKey }),
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  if (recent.length === 0) return null;
  return (
    <section aria-labelledby="recent-title" className={styles.recent}>
      <h2 id="recent-title" className={styles.recentTitle}>
        {t('start.recent')}
      </h2>
      <ul>
        {recent.map((workspace) => (
          <li key={workspace.id} className={styles.recentRow}>
            <Button
              className={styles.recentOpen ?? ''}
              onPress={() => onOpen(workspace.id)}
              isDisabled={disabled || workspace.missing}
            >
              <span className={styles.recentName}>{workspace.name}</span>
              <span className={styles.recentPath} title={workspace.path}>
                {workspace.missing ? t('start.recent_missing') : shortened(workspace.path)}
              </span>
              <span className={styles.recentWhen}>
                <When at={workspace.opened_at} />
              </span>
            </Button>
            <IconButton
              small
              icon="close"
              label={t('start.forget', { name: workspace.name })}
              onPress={() => forget.mutate(workspace.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
