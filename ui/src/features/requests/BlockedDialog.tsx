import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Answered, Empty } from '../../components/ListState';
import { toast } from '../../components/toasts';
import { When } from '../../components/When';
import { type BlockRow, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Requests.module.css';

/** From where no request is wanted, and the way to want them again. */
export function BlockedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const blocks = useQuery({ queryKey: ['requests', 'blocks'], queryFn: () => unwrap(commands.listBlocks()) });
  return (
    <Dialog
      title={t('blocked.title')}
      onClose={onClose}
      actions={
        <Button kind="primary" autoFocus onPress={onClose}>
          {t('blocked.close')}
        </Button>
      }
    >
      <Answered query={blocks} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('blocked.empty')}>{t('blocked.empty_text')}</Empty>
          ) : (
            <>
              <p className={styles.lead}>{t('blocked.text')}</p>
              <ul className={styles.blocks} aria-label={t('blocked.label')}>
                {rows.map((row) => (
                  <Blocked key={row.what} row={row} />
                ))}
              </ul>
            </>
          )
        }
      </Answered>
    </Dialog>
  );
}

function Blocked({ row: { what, at, by } }: { row: BlockRow }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const unblock = useMutation({
    mutationFn: () => unwrap(commands.unblock(what)),
    onSuccess: () => toast({ words: t('blocked.done', { what }) }),
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
    onSettled: () => client.invalidateQueries({ queryKey: ['requests'] }),
  });
  return (
    <li>
      <span className={styles.blocked}>
        <span className={styles.what}>{what}</span>
        <span className={styles.under}>
          {t('blocked.by', { name: by })} <When at={at} />
        </span>
      </span>
      <Button
        small
        aria-label={t('blocked.unblock_what', { what })}
        onPress={() => unblock.mutate()}
        isPending={unblock.isPending}
      >
        {t('blocked.unblock')}
      </Button>
    </li>
  );
}
