import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../components/commands';
import { address, navigate } from '../../components/navigation';
import { useLook } from '../../components/useLook';
import { isCovered } from '../../components/useShortcut';

interface Ways {
  onPalette: () => void;
  onShortcuts: () => void;
  onInvite: () => void;
  onImport: () => void;
  /** Null: who acts does not administer the whole account. */
  onShare: (() => void) | null;
}

/** The pages, each with the letter that follows `g`. */
export const pageKeys = {
  users: 'u',
  invitations: 'i',
  requests: 'r',
  groups: 'g',
  roles: 'o',
  imports: 's',
  mail: 'm',
  activity: 'a',
  settings: ',',
} as const;

/** What can be done and gone to from every page. */
export function useAppCommands({ onPalette, onShortcuts, onInvite, onImport, onShare }: Ways): void {
  const { t } = useTranslation();
  const { look, set, zoomBy } = useLook();
  useCommand({ id: 'invite', words: t('palette.invite'), keys: 'n', act: onInvite });
  useCommand({ id: 'import', words: t('palette.import'), act: onImport });
  useCommand({ id: 'share', words: t('palette.share'), act: () => onShare?.(), off: onShare === null });
  useGoTo('users');
  useGoTo('invitations');
  useGoTo('requests');
  useGoTo('groups');
  useGoTo('roles');
  useGoTo('imports');
  useGoTo('mail');
  useGoTo('activity');
  useGoTo('settings');
  const theme = (wanted: 'light' | 'dark' | 'system') => ({
    id: `theme-${wanted}`,
    words: t(`look.use_${wanted}`),
    act: () => set({ theme: wanted }),
    off: look.theme === wanted,
  });
  useCommand(theme('light'));
  useCommand(theme('dark'));
  useCommand(theme('system'));
  useCommand({ id: 'larger', words: t('look.larger'), act: () => zoomBy(1) });
  useCommand({ id: 'smaller', words: t('look.smaller'), act: () => zoomBy(-1) });
  useCommand({ id: 'shortcuts', words: t('shortcuts.title'), keys: '?', act: onShortcuts });

  const heard = useEffectEvent((event: KeyboardEvent) => {
    if (isStep(event)) {
      event.preventDefault();
      if (event.key === 'ArrowLeft') window.history.back();
      else window.history.forward();
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const act = {
      k: isCovered() ? null : onPalette,
      '+': () => zoomBy(1),
      '=': () => zoomBy(1),
      '-': () => zoomBy(-1),
      '0': () => zoomBy(0),
    }[event.key.toLowerCase()];
    if (act == null) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => heard(event);
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function useGoTo(page: keyof typeof pageKeys): void {
  const { t } = useTranslation();
  useCommand({
    id: `go-${page}`,
    words: t('palette.go', { page: t(`shell.${page}`) }),
    keys: `g ${pageKeys[page]}`,
    act: () => navigate(address(page)),
  });
}

/** Back or forward: not every web view does this by itself. Where words are written, it goes through them. */
function isStep(event: KeyboardEvent): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return false;
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return false;
  return !isCovered() && !(event.target instanceof Element && event.target.closest('input, textarea') !== null);
}
