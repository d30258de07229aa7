import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meant } from './acts';

/** Says how many of the users that were chosen are invited, if some are not; `unknown` where nobody looked. */
export function useWhoIsInvited(): (meant: Meant, unknown: string) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ count, chosen }, unknown) => {
      if (chosen === undefined) return unknown;
      return chosen === count ? '' : t('invitation.invited_of', { count, chosen });
    },
    [t],
  );
}
