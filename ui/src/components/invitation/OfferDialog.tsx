import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Grant, InvitationRow } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { Button } from '../Button';
import { Dialog, Reason } from '../Dialog';
import { FailureNote } from '../ListState';
import { GroupRoles } from './GroupRoles';
import { whoIs } from './acts';
import { sameGrants } from './grants';
import { useChangeOffer } from './useChangeOffer';

/** What a pending invitation offers, to be changed as a whole. */
export function OfferDialog({ row, onClose }: { row: InvitationRow; onClose: () => void }) {
  const { t } = useTranslation();
  const [from] = useState(() => row.offered.map(({ group, role }): Grant => ({ group, role })));
  const [to, setTo] = useState(from);
  const change = useChangeOffer(row, onClose);
  const same = sameGrants(from, to);
  const reason = to.length === 0 ? t('offer_roles.none') : same ? t('offer_roles.same') : '';
  const save = () => change.mutate({ from, to });
  return (
    <Dialog
      size="medium"
      title={t('offer_roles.title', { who: whoIs(row) })}
      onClose={onClose}
      actions={
        <>
          <Reason id="offer-reason">{reason}</Reason>
          <Button onPress={onClose}>{t('offer_roles.not')}</Button>
          <Button
            kind="primary"
            isDisabled={reason !== ''}
            aria-describedby="offer-reason"
            onPress={save}
            isPending={change.isPending}
          >
            {t('offer_roles.save')}
          </Button>
        </>
      }
    >
      <GroupRoles grants={to} onChange={setTo} />
      {change.error === null ? null : <FailureNote failure={asFailure(change.error)} retry={save} />}
    </Dialog>
  );
}
