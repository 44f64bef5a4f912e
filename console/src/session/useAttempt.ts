import { useState } from 'react';
import { LunaError } from '../../../client/src/lunaError.ts';
import { describeFailure } from '../parts/failure.ts';
import { useWords } from '../words/useWords.ts';

/** One attempt at a time to get in, and why the last one failed. */
export function useAttempt() {
  const words = useWords();
  const [isTrying, setTrying] = useState(false);
  const [failure, setFailure] = useState<string>();
  const attempt = async (work: () => Promise<void>) => {
    setTrying(true);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      const status = error instanceof LunaError ? error.status : 0;
      if (status === 401) setFailure(words.signIn.wrong);
      else if (status === 429) setFailure(words.signIn.tooMany);
      else {
        const { text, detail } = describeFailure(error, words);
        setFailure([text, detail].filter(Boolean).join(' '));
      }
    } finally {
      setTrying(false);
    }
  };
  return { isTrying, failure, attempt };
}
