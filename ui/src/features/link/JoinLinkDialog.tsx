import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog';
import { IconButton } from '../../components/Button';
import { Answered } from '../../components/ListState';
import { queries } from '../../ipc/queries';
import { FirstLink } from './FirstLink';
import { TheLink } from './TheLink';

/** The account's join link: to make, to pass on, and to change, over whatever list is open. */
export function JoinLinkDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const link = useQuery(queries.joinLink);
  if (link.data === null) return <FirstLink onClose={onClose} />;
  if (link.data !== undefined) return <TheLink link={link.data} onClose={onClose} />;
  return (
    <Dialog
      size="medium"
      title={t('link.title')}
      onClose={onClose}
      aside={<IconButton icon="close" label={t('link.close')} onPress={onClose} />}
    >
      <Answered query={link} rows={6}>
        {() => null}
      </Answered>
    </Dialog>
  );
}
