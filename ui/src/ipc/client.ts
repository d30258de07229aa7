import { QueryClient } from '@tanstack/react-query';

/** The cache of what was asked. Everything is local, so it is asked again on the event `changed`, not by the clock. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 60_000, refetchOnWindowFocus: true },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
