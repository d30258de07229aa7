import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Picked, picked } from '../../components/invitation/GrantPick';
import { toast } from '../../components/toasts';
import type { Selection } from '../../components/selection';
import type { RequestId, RequestQuery, RequestRow } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import type { Asking } from './RequestDialogs';
import { gather, waits } from './decisions';

interface Props {
  selection: Selection<RequestId>;
  query: RequestQuery;
  /** The request that is meant while none is ticked: that of the panel, or where the keyboard is. */
  atHand: () => RequestRow | undefined;
  /** Called when nothing is asked any more. */
  onClosed: () => void;
}

/** Begins decisions: about one request, about those that are ticked, or about the one at hand. */
export function useRequestActs({ selection, query, atHand, onClosed }: Props) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [chosen, setChosen] = useState<{ request: RequestId; value: Picked } | null>(null);
  const gathering = useMutation({
    mutationFn: async (about: 'approve' | 'deny') => ({ about, rows: await gather(client, selection, query) }),
    onSuccess: setAsking,
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  const ticked = selection.all || selection.keys.size > 0;
  return {
    asking,
    /** What a request is to be given: as was chosen in its panel, else as is suggested. */
    pickedFor: (row: RequestRow) => (chosen?.request === row.id ? chosen.value : picked(row.suggested)),
    pick: (row: RequestRow, value: Picked) => setChosen({ request: row.id, value }),
    /** Those that are ticked are being looked up. */
    busy: gathering.isPending,
    decide: (about: 'approve' | 'deny', row?: RequestRow) => {
      if (row !== undefined) return setAsking({ about, rows: [row] });
      if (ticked) return gathering.mutate(about);
      const meant = atHand();
      if (meant !== undefined && waits(meant)) setAsking({ about, rows: [meant] });
    },
    showBlocked: () => setAsking({ about: 'blocked' }),
    close: () => {
      setAsking(null);
      onClosed();
    },
  };
}

export type RequestActs = ReturnType<typeof useRequestActs>;
