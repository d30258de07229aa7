import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../components/Fold';
import { FailureNote, Skeleton } from '../../components/ListState';
import { type InviteInput, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Invite.module.css';

/** The mail as the first of them would read it: text nodes only. */
export function Preview({ input }: { input: InviteInput }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const preview = useQuery({
    queryKey: ['invite', 'preview', input],
    queryFn: () => unwrap(commands.previewInvite(input)),
    placeholderData: keepPreviousData,
    enabled: open,
    gcTime: 10_000,
  });
  const mail = useRef<HTMLDivElement>(null);
  const shown = open && preview.data !== undefined;
  useEffect(() => {
    if (shown) mail.current?.scrollIntoView?.({ block: 'nearest' });
  }, [shown]);
  return (
    <Fold title={t('invite.preview')} open={open} onChange={setOpen}>
      {preview.error !== null ? (
        <FailureNote failure={asFailure(preview.error)} retry={() => void preview.refetch()} />
      ) : preview.data === undefined ? (
        <Skeleton rows={3} />
      ) : (
        <div className={styles.preview} ref={mail}>
          <p className={styles.subject}>
            <span className={styles.faint}>{t('invite.subject')}</span> {preview.data.subject}
          </p>
          <pre className={styles.mail}>{preview.data.text}</pre>
        </div>
      )}
    </Fold>
  );
}
