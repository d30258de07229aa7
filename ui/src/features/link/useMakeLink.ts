import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type JoinLinkInput, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';

/** Makes a link; the one before dies. */
export function useMakeLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: JoinLinkInput) => unwrap(commands.makeJoinLink(input)),
    onSuccess: (made) => {
      client.setQueryData(queries.joinLink.queryKey, made);
      return client.invalidateQueries();
    },
  });
}
