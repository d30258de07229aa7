import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button';
import { Icon } from '../components/Icon';
import { address, navigate } from '../components/navigation';
import { usePause } from '../components/usePause';
import { queries, useMailStatus } from '../ipc/queries';
import styles from './Shell.module.css';

/** What concerns every page: mail that cannot leave, or leads nowhere, and that this is the sample. */
export function Banners({ sample }: { sample: boolean }) {
  const { t } = useTranslation();
  const { trouble = null, links_stay_here: stay = false } = useMailStatus().data ?? {};
  const { paused = false, pause, pending } = usePause();
  const counts = useQuery(queries.mailCounts).data;
  const waiting = counts === undefined ? 0 : counts.queued + counts.deferred;
  if (trouble === null && !stay && !sample && !paused) return null;
  return (
    <section aria-label={t('shell.notices')}>
      {trouble === null ? null : (
        <div className={`${styles.banner} ${styles.bannerBad}`} role="alert">
          <Icon name="error" />
          <span className={styles.bannerWords}>{trouble.message}</span>
          <Button small onPress={() => navigate(address('settings'))}>
            {t('shell.mail_trouble')}
          </Button>
        </div>
      )}
      {stay ? (
        <div className={`${styles.banner} ${styles.bannerWarn}`} role="status">
          <Icon name="warning" />
          <span className={styles.bannerWords}>{t('shell.links_stay_here')}</span>
          <Button small onPress={() => navigate(address('settings'))}>
            {t('shell.mail_trouble')}
          </Button>
        </div>
      ) : null}
      {paused ? (
        <div className={`${styles.banner} ${styles.bannerWarn}`} role="status">
          <Icon name="warning" />
          <span className={styles.bannerWords}>
            {waiting === 0 ? t('shell.paused') : t('shell.paused_waiting', { count: waiting })}
          </span>
          <Button small onPress={() => pause(false)} isDisabled={pending}>
            {t('mail.resume')}
          </Button>
        </div>
      ) : null}
      {sample ? (
        <div className={styles.banner}>
          <Icon name="info" />
          <span className={styles.bannerWords}>{t('shell.sample')}</span>
          <Button small onPress={() => navigate(address('new'))}>
            {t('shell.sample_leave')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
