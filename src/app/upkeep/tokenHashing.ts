import type { Logger } from 'pino';
import { hashTokens, type TokenHashingParts } from '../../core/accounts/hashOldTokens.ts';
import { startRepeatTimer } from '../../core/upkeep/repeatTimer.ts';
import type { UpkeepRuns } from './upkeepRuns.ts';

/** Until then a node or a command with another setting may leave a token in plain. */
const INTERVAL_SECONDS = 3600;

/** Hashes tokens that are stored in plain at the start, and again each hour. */
export function startTokenHashing(parts: TokenHashingParts, log: Logger, runs: UpkeepRuns): { close(): Promise<void> } {
  const stop = new AbortController();
  const onDone = (count: number) => {
    if (count > 0) log.info({ audit: 'tokens', count }, 'tokens that were stored in plain text are now hashed');
  };
  const onFailed = (err: unknown) => log.error({ err }, 'tokens could not be hashed, the next run tries again');
  const run = runs.watch('token-hashing', (signal: AbortSignal) => hashTokens(parts, signal));
  const first = run(stop.signal).then(onDone, onFailed);
  const timer = startRepeatTimer({ intervalSeconds: INTERVAL_SECONDS, run, onDone, onFailed });
  return {
    async close() {
      stop.abort();
      await Promise.all([first, timer.close()]);
    },
  };
}
