import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asFailure } from '../../ipc/failure';
import { Button } from '../Button';
import { Dialog, Reason } from '../Dialog';
import { GrantPick, grantOf, nothingPicked } from '../invitation/GrantPick';
import { FailureNote } from '../ListState';
import type { MeantUsers } from './meant';
import { useChangeOfAll } from './useChangeOfAll';
import { useNames } from './useNames';

/** Asks for a group and a role in it, and gives it to all that are meant. */
export function GiveRoleDialog({ meant, onClose }: { meant: MeantUsers; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { count, who, has } = meant;
  const [chosen, setChosen] = useState(nothingPicked);
  const grant = grantOf(chosen);
  const give = useChangeOfAll(meant, onClose);
  const had = grant !== null && has?.some((one) => one.group === grant.group && one.role === grant.role) === true;
  const reason =
    chosen.group === null
      ? t('give_role.choose_group')
      : grant === null
        ? t('give_role.choose_role')
        : had
          ? t('give_role.had')
          : '';
  const again = () => {
    if (grant === null) return;
    const words = t('user_acts.given', { role: names.role(grant.role), group: names.group(grant.group) });
    give.mutate({ change: { kind: 'give', grant }, words });
  };
  return (
    <Dialog
      title={who === null ? t('give_role.title', { count }) : t('give_role.title_who', { who })}
      onClose={onClose}
      actions={
        <>
          <Reason id="give-reason">{reason}</Reason>
          <Button onPress={onClose}>{t('user_acts.not')}</Button>
          <Button
            kind="primary"
            isDisabled={reason !== ''}
            aria-describedby="give-reason"
            onPress={again}
            isPending={give.isPending}
          >
            {t('give_role.do')}
          </Button>
        </>
      }
    >
      <GrantPick autoFocus value={chosen} onChange={setChosen} />
      {give.error === null ? null : <FailureNote failure={asFailure(give.error)} retry={again} />}
    </Dialog>
  );
}
