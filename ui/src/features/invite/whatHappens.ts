import type { TFunction } from 'i18next';
import { longDate } from '../../components/time';
import type { InviteOutcome } from '../../ipc/bindings';
import { LONGEST, MOST } from './people';
import type { Invite } from './useInvite';

interface Happens {
  /** On the button. */
  words: string;
  /** Beside it: why it is off, or what is worth knowing. */
  reason: string;
  off: boolean;
}

/** What the button does, in its own words; or why it cannot. */
export function whatHappens(work: Invite, t: TFunction): Happens {
  const { check, assignments, message, typed } = work;
  const count = work.people.people.length;
  const off = (reason: string): Happens => ({ words: t('invite.send_some'), reason, off: true });
  if (count === 0)
    return typed ? { words: t('invite.send_some'), reason: '', off: false } : off(t('invite.why.nobody'));
  if (count > MOST) return off(t('invite.why.too_many', { most: MOST }));
  const wrong =
    check?.people.filter((person) => person.verdict === 'malformed' || person.verdict === 'twice').length ?? 0;
  if (wrong > 0 && work.fresh) return off(t('invite.why.wrong', { count: wrong }));
  if (assignments.length === 0) return off(t('invite.why.no_group'));
  if ([...message.trim()].length > LONGEST) return off(t('invite.why.message', { most: LONGEST }));
  if (check === undefined) return { words: t('invite.send_some'), reason: '', off: false };
  const { invitations, gains } = check;
  if (invitations + gains === 0)
    return work.fresh && !typed
      ? off(t('invite.why.nothing'))
      : { words: t('invite.send_some'), reason: '', off: false };
  const send = t('invite.send', { count: invitations });
  const give = t('invite.give', { count: gains });
  return {
    words:
      gains === 0
        ? send
        : invitations === 0
          ? give
          : t('invite.both', { send, give: give.charAt(0).toLocaleLowerCase() + give.slice(1) }),
    reason: invitations === 0 ? '' : t('invite.until', { date: longDate(check.ends) }),
    off: false,
  };
}

/** What inviting came to, for whom it was something. */
export function outcomeWords(outcome: InviteOutcome, t: TFunction): string {
  const sent = outcome.new + outcome.again + outcome.resent;
  const said = [
    sent > 0 ? t('invite.done.sent', { count: sent }) : '',
    outcome.member > 0 ? t('invite.done.member', { count: outcome.member }) : '',
    outcome.invited > 0 ? t('invite.done.invited', { count: outcome.invited }) : '',
    outcome.nothing > 0 ? t('invite.done.nothing', { count: outcome.nothing }) : '',
  ];
  return said.filter((words) => words !== '').join(' ');
}
