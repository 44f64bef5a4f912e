import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useWords } from '../../words/useWords.ts';
import { tellFailure } from '../failure.ts';
import { tellOfChange } from '../toasts.tsx';

/**
 * A change at the server: a failure is told, and what was read before is read again.
 * @param work what is done
 * @param stale first members of the keys of what it makes out of date
 * @param isLook it changes nothing that anybody must be told of
 */
export function useAction<Input, Output>(
  work: (input: Input) => Promise<Output>,
  stale: readonly QueryKey[],
  isLook = false,
) {
  const words = useWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: () => {
      // After what the caller tells.
      if (!isLook) setTimeout(() => tellOfChange(words.do.done));
    },
    onError: (error) => tellFailure(error, words),
    // Also after a failure: what it was about may be gone.
    onSettled: () => {
      for (const queryKey of stale) void client.invalidateQueries({ queryKey });
    },
  });
}
