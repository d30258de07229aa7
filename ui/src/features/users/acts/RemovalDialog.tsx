import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { Answered } from '../../../components/ListState';
import { useDelayed } from '../../../components/useDelayed';
import type { MeantUsers } from '../../../components/roles/meant';
import { commands } from '../../../ipc/bindings';
import { unwrap } from '../../../ipc/failure';
import { useStart } from '../../../ipc/queries';
import { RemovalForm } from './RemovalForm';

/** Removes users from the account: says first what that ends, or why it cannot be done. */
export function RemovalDialog({ meant, onClose }: { meant: MeantUsers; onClose: () => void }) {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  const { selection, count, who } = meant;
  // Asked anew whenever something changes: what is confirmed is what is so.
  const preview = useQuery({
    queryKey: ['users', 'removal', selection],
    queryFn: () => unwrap(commands.previewRemoval(selection)),
    staleTime: 0,
    gcTime: 0,
  });
  const found = preview.data;
  const late = useDelayed(preview.isPending);
  // The dialog that asks comes at once in most accounts: none stands there for a blink before it.
  if (preview.isPending && !late) return null;
  if (found !== undefined && !found.last_administrator && found.users > 0)
    return <RemovalForm meant={meant} ends={found} onClose={onClose} />;
  const title = who === null ? t('removal.title', { count }) : t('removal.title_who', { who, account });
  const refused = who === null ? t('removal.refused', { count }) : t('removal.refused_who', { who });
  return (
    <Dialog
      title={found?.last_administrator === true ? refused : title}
      onClose={onClose}
      actions={
        <Button kind="primary" autoFocus onPress={onClose}>
          {t('removal.close')}
        </Button>
      }
    >
      <Answered query={preview} rows={4}>
        {({ last_administrator }) =>
          last_administrator ? (
            <>
              <p>{t('removal.last_administrator', { account })}</p>
              <p>{who === null ? t('removal.first', { account }) : t('removal.first_who', { account })}</p>
            </>
          ) : (
            <p>{t('removal.nobody')}</p>
          )
        }
      </Answered>
    </Dialog>
  );
}
