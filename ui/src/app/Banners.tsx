import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button';
import { Icon } from '../components/Icon';
import { address, navigate } from '../components/navigation';
import { useMailStatus } from '../ipc/queries';
import styles from './Shell.module.css';

/** What concerns every page: mail that cannot leave, and that this is the sample. */
export function Banners({ sample }: { sample: boolean }) {
  const { t } = useTranslation();
  const trouble = useMailStatus().data?.trouble ?? null;
  if (trouble === null && !sample) return null;
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
