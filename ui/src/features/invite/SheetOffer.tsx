import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { FailureNote, Note } from '../../components/ListState';
import { type InviteInput, type PlanView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { MOST } from './people';
import type { Invite } from './useInvite';

interface Props {
  work: Invite;
  onCarryOn: (input: InviteInput, plan: PlanView) => void;
}

/** For more people than are invited at once: the same as a spreadsheet, instead of a refusal. */
export function SheetOffer({ work, onCarryOn }: Props) {
  const { t } = useTranslation();
  const carryOn = useMutation({
    mutationFn: async () => {
      const input = await work.inputNow();
      const plan = await unwrap(
        commands.checkPeopleAsSheet(input, { create_groups: false, allow_administrators: false }),
      );
      return { input, plan };
    },
    onSuccess: ({ input, plan }) => onCarryOn(input, plan),
  });
  const noGroup = work.assignments.length === 0;
  return (
    <>
      <Note
        tone="info"
        action={
          <Button
            small
            kind="primary"
            isDisabled={noGroup}
            isPending={carryOn.isPending}
            onPress={() => carryOn.mutate()}
            aria-describedby="sheet-offer"
          >
            {t('invite.carry_on')}
          </Button>
        }
      >
        <span id="sheet-offer">
          {t('invite.too_many', { count: work.people.people.length, most: MOST })}
          {work.message.trim() === '' ? null : ` ${t('invite.no_message_along')}`}
          {noGroup ? ` ${t('invite.group_first')}` : null}
        </span>
      </Note>
      {carryOn.error === null ? null : (
        <FailureNote failure={asFailure(carryOn.error)} retry={() => carryOn.mutate()} />
      )}
    </>
  );
}
