import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { address, navigate, whenFree } from '../components/navigation';
import { toast } from '../components/toasts';
import { type Destination, type Going, commands } from '../ipc/bindings';
import { useEvent } from '../ipc/events';
import { asFailure, unwrap } from '../ipc/failure';

const placeOf = (destination: Destination) =>
  address(destination.kind === 'request' ? `requests/${destination.request}` : 'requests');

/** Something is being decided or typed over the page. */
const isBusy = () => document.querySelector('[aria-modal="true"], [role="dialog"], [role="alertdialog"]') !== null;

/**
 * Goes where a link leads that was opened outside the window: in a mail, say. What is unsaved is asked about first, and what stands in a
 * dialog is left alone until it is closed. `ready` is when it is known what is open.
 */
export function useDestination(ready: boolean): void {
  const { t } = useTranslation();
  const client = useQueryClient();

  const go = ({ destination, workspace }: Going): void => {
    if (workspace === null) return navigate(placeOf(destination));
    const open = async () => {
      try {
        await unwrap(commands.openRecent(workspace.id));
        navigate(placeOf(destination), { replace: true });
        await client.resetQueries();
      } catch (error) {
        toast({ words: asFailure(error).message, bad: true });
      }
    };
    if (!whenFree(() => void open())) void open();
  };

  function arrive(going: Going): void {
    if (!isBusy()) return go(going);
    const account = going.workspace?.name;
    toast({
      stays: true,
      words: account === undefined ? t('shell.link_waits') : t('shell.link_waits_in', { account }),
      action: {
        label: account === undefined ? t('shell.link_show') : t('shell.link_open', { account }),
        act: () => arrive(going),
      },
    });
  }

  const look = async () => {
    try {
      const going = await unwrap(commands.takeDestination());
      if (going !== null) arrive(going);
    } catch (error) {
      toast({ words: asFailure(error).message, bad: true });
    }
  };

  useEvent('destination', () => void look());
  const begin = useEffectEvent(() => void look());
  useEffect(() => {
    if (ready) begin();
  }, [ready]);
}
