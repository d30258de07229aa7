import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/Icon';
import { usePlace } from '../components/navigation';
import { useEvent } from '../ipc/events';
import styles from './Shell.module.css';

/** Over everything while a file is dragged over the window. */
export function DropVeil({ off }: { off: boolean }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  useEvent('file-over', setOver);
  useEvent('file-dropped', () => setOver(false));
  const onMail = usePlace().path[0] === 'mail';
  if (!over || off) return null;
  return createPortal(
    <div className={styles.veil} role="status" data-react-aria-top-layer="true">
      <div className={styles.veilBox}>
        <Icon name="imports" size={32} />
        <strong>{t(onMail ? 'shell.drop_mail' : 'shell.drop')}</strong>
        <span>{t(onMail ? 'shell.drop_mail_hint' : 'shell.drop_hint')}</span>
      </div>
    </div>,
    document.body,
  );
}
