import { QueryClient } from '@tanstack/react-query';
import { LunaError } from '../../../client/src/lunaError.ts';
import { SignedOut } from '../session/session.ts';

/** Failures that pass by themselves: no connection, a server that restarts or has too much to do. */
function isPassing(error: unknown): boolean {
  if (error instanceof SignedOut) return false;
  return !(error instanceof LunaError) || error.status === 429 || error.status >= 502;
}

/** Reads are repeated when that may help; writes never are: one whose answer was lost may have happened. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && isPassing(error),
      staleTime: 10_000,
      gcTime: 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
