import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { Icon, type IconName } from '../components/Icon';
import { keyWords } from '../components/keyWords';
import { address, usePlace } from '../components/navigation';
import { formatNumber } from '../components/time';
import type { RecentWorkspace, WorkspaceView } from '../ipc/bindings';
import { queries } from '../ipc/queries';
import { AccountMenu } from './AccountMenu';
import styles from './Shell.module.css';

const pages = [
  { page: 'users', icon: 'users' },
  { page: 'invitations', icon: 'invitations' },
  { page: 'requests', icon: 'requests' },
  { page: 'groups', icon: 'groups' },
  { page: 'roles', icon: 'roles' },
  { page: 'imports', icon: 'imports' },
  { page: 'mail', icon: 'mail' },
  { page: 'activity', icon: 'activity' },
] as const satisfies { page: string; icon: IconName }[];

interface Props {
  workspace: WorkspaceView;
  recent: RecentWorkspace[];
  onPalette: () => void;
}

/** The account and its pages. */
export function Sidebar({ workspace, recent, onPalette }: Props) {
  const { t } = useTranslation();
  const { path } = usePlace();
  const total = useQuery(queries.userTotal).data?.usual;
  const invitations = useQuery(queries.invitationOverview).data?.counts;
  const waiting = invitations === undefined ? 0 : invitations.pending + invitations.expiring;
  const requests = useQuery(queries.requestOverview).data;
  const asking = requests === undefined ? 0 : requests.pending + requests.ageing;
  const mail = useQuery(queries.mailCounts).data;
  const trouble = mail === undefined ? 0 : mail.failed + mail.uncertain + mail.deferred;
  const here = pages.some(({ page }) => page === path[0]) || path[0] === 'settings' ? path[0] : 'users';

  const link = (page: (typeof pages)[number]['page'] | 'settings', icon: IconName) => (
    <li key={page}>
      <a
        className={styles.link}
        title={t(`shell.${page}`)}
        href={address(page)}
        aria-current={here === page ? 'page' : undefined}
      >
        <Icon name={icon} />
        <span className={styles.linkWords}>{t(`shell.${page}`)}</span>
        {page === 'users' && total !== undefined ? <span className={styles.count}>{formatNumber(total)}</span> : null}
        {page === 'invitations' && waiting > 0 ? (
          <span className={styles.count} title={t('shell.waiting', { count: waiting })}>
            <span aria-hidden="true">{formatNumber(waiting)}</span>
            <span className="visually-hidden">{t('shell.waiting', { count: waiting })}</span>
          </span>
        ) : null}
        {page === 'requests' && asking > 0 ? (
          <Badge count={asking} words={t('shell.requests_badge', { count: asking })} />
        ) : null}
        {page === 'mail' && trouble > 0 ? (
          <Badge bad count={trouble} words={t('shell.mail_badge', { count: trouble })} />
        ) : null}
      </a>
    </li>
  );

  return (
    <div className={styles.sidebar}>
      <AccountMenu workspace={workspace} recent={recent} />
      <Button className={styles.palette ?? ''} onPress={onPalette}>
        <Icon name="search" />
        <span className={styles.linkWords}>{t('palette.open')}</span>
        <kbd className={styles.paletteKey} aria-hidden="true">
          {keyWords('mod k')}
        </kbd>
      </Button>
      <nav aria-label={t('shell.navigation')} className={styles.nav}>
        <ul>{pages.map(({ page, icon }) => link(page, icon))}</ul>
        <ul>{link('settings', 'settings')}</ul>
      </nav>
    </div>
  );
}

/** How many things wait behind a link, in a number and in words. */
function Badge({ count, words, bad = false }: { count: number; words: string; bad?: boolean }) {
  return (
    <span className={`${styles.badge} ${bad ? styles.badgeBad : ''}`} title={words}>
      <span aria-hidden="true">{formatNumber(count)}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
