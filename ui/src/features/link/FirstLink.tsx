import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/Button';
import { Dialog, Reason } from '../../components/Dialog';
import { FailureNote } from '../../components/ListState';
import { useNow } from '../../components/time';
import { asFailure } from '../../ipc/failure';
import { LeaveDialog } from './LeaveDialog';
import styles from './Link.module.css';
import { LinkNotices } from './LinkNotices';
import { TermsForm } from './TermsForm';
import { firstTerms } from './terms';
import { useLeaving } from './useLeaving';
import { useMakeLink } from './useMakeLink';
import { useTerms } from './useTerms';

/** There is no link yet: what it is for, and what is to hold for it. */
export function FirstLink({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const [begin] = useState(() => firstTerms(now));
  const work = useTerms(begin);
  const make = useMakeLink();
  const form = useRef<HTMLDivElement>(null);
  const leaving = useLeaving(work.dirty, onClose);
  const carryOut = () => {
    const input = work.checked(form.current);
    if (input !== null) make.mutate(input);
  };
  const count = work.problems.length;
  return (
    <>
      <Dialog
        size="medium"
        title={t('link.title')}
        onClose={leaving.close}
        aside={<IconButton icon="close" label={t('link.close')} onPress={leaving.close} />}
        actions={
          <>
            <Reason id="link-reason">{count > 0 ? t('link.problems', { count }) : ''}</Reason>
            <Button
              kind="primary"
              autoFocus
              onPress={carryOut}
              isPending={make.isPending}
              aria-describedby="link-reason"
            >
              {t('link.make')}
            </Button>
          </>
        }
      >
        <div className={styles.form} ref={form}>
          <p>{t('link.first')}</p>
          <LinkNotices staysHere={false} leave={leaving.leave} />
          <TermsForm terms={work.terms} problems={work.problems} set={work.set} />
          {make.error === null ? null : <FailureNote failure={asFailure(make.error)} retry={carryOut} />}
        </div>
      </Dialog>
      <LeaveDialog leaving={leaving} />
    </>
  );
}
