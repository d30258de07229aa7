import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { Icon, type IconName } from '../../components/Icon';
import { FailureNote } from '../../components/ListState';
import { address, navigate } from '../../components/navigation';
import { type Start, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import { Recent } from './Recent';
import styles from './Start.module.css';

interface Way {
  icon: IconName;
  title: string;
  hint: string;
  act: () => void;
}

interface Props {
  start: Start;
  /** Checks a spreadsheet while nothing is open. */
  onCheck: () => void;
}

/** What a person sees first: the ways in, and those taken before; and what can be done without any. */
export function StartPage({ start, onCheck }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const open = useMutation({
    mutationFn: (way: () => Promise<unknown>) => way(),
    onSuccess: (opened) => {
      if (opened !== null) navigate(address(''), { replace: true });
      return client.invalidateQueries({ queryKey: queries.start.queryKey });
    },
  });
  const ways: Way[] = [
    {
      icon: 'add',
      title: t('start.create'),
      hint: t('start.create_hint'),
      act: () => navigate(address('new')),
    },
    {
      icon: 'file',
      title: t('start.open'),
      hint: t('start.open_hint'),
      act: () => open.mutate(() => unwrap(commands.openWorkspace())),
    },
    {
      icon: 'users',
      title: t('start.sample'),
      hint: t('start.sample_hint'),
      act: () => open.mutate(() => unwrap(commands.openSample())),
    },
    { icon: 'imports', title: t('start.check'), hint: t('start.check_hint'), act: onCheck },
  ];
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <h1 className={styles.title}>{t('start.title')}</h1>
        <p className={styles.lead}>{t('start.lead')}</p>
        {open.error === null ? null : (
          <FailureNote
            failure={asFailure(open.error)}
            openAnother={() => open.mutate(() => unwrap(commands.openWorkspace()))}
            retry={() => open.mutate(open.variables ?? (() => Promise.resolve()))}
          />
        )}
        <div className={styles.ways}>
          {ways.map((way) => (
            <Button key={way.icon} className={styles.way ?? ''} onPress={way.act} isDisabled={open.isPending}>
              <span className={styles.picture}>
                <Icon name={way.icon} size={18} />
              </span>
              <span className={styles.wayWords}>
                <span className={styles.wayTitle}>{way.title}</span>
                <span className={styles.wayHint}>{way.hint}</span>
              </span>
            </Button>
          ))}
        </div>
        <Recent
          recent={start.recent}
          onOpen={(id) => open.mutate(() => unwrap(commands.openRecent(id)))}
          disabled={open.isPending}
        />
        <p className={styles.version}>{t('start.version', { version: start.version })}</p>
      </div>
    </main>
  );
}
