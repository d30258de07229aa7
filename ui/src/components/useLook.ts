import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from './toasts';
import { type Look, commands } from '../ipc/bindings';
import { asFailure, unwrap } from '../ipc/failure';
import { queries } from '../ipc/queries';

/** The sizes there are, in percent: those of the program (`Look::ZOOMS`). */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200];

/** In which colours and how large the window is, on this computer. */
export function useLook() {
  const client = useQueryClient();
  const { queryKey } = queries.computer;
  const look = useQuery(queries.computer).data?.look ?? { theme: 'system', zoom: 100 };
  const change = useMutation({
    mutationFn: (wanted: Look) => unwrap(commands.changeLook(wanted)),
    onMutate: (wanted) => client.setQueryData(queryKey, (old) => (old === undefined ? old : { ...old, look: wanted })),
    onSuccess: (now) => client.setQueryData(queryKey, now),
    onError: (error) => {
      toast({ words: asFailure(error).message, bad: true });
      return client.invalidateQueries({ queryKey });
    },
  });
  const set = (wanted: Partial<Look>) => change.mutate({ ...look, ...wanted });
  /** So many sizes larger, or smaller; none is the usual size. */
  const zoomBy = (steps: number) => {
    const at = ZOOMS.indexOf(look.zoom) + steps;
    set({ zoom: steps === 0 ? 100 : (ZOOMS[Math.min(Math.max(at, 0), ZOOMS.length - 1)] ?? 100) });
  };
  return { look, set, zoomBy };
}
