import { JoinedCallers } from '../../concurrency/joinedCallers.ts';
import type { Caller } from '../../domain/caller.ts';
import { ClientGone } from '../../domain/errors.ts';
import type { CallerScope } from './callerScope.ts';

interface Asked<Key, Found> {
  readonly key: Key;
  readonly caller: Caller | undefined;
  readonly resolve: (found: Found) => void;
  readonly reject: (error: unknown) => void;
}

export interface SharedRead<Key, Found> {
  /** Keys of one read. */
  readonly most: number;
  /** Gives the way from a key to what was found for it. */
  readonly read: (keys: readonly Key[]) => Promise<(key: Key) => Found>;
  /** Who asks: a read that waits is passed over when all of them have left. */
  readonly callers?: CallerScope | undefined;
}

/**
 * Reads that are asked for in one turn of the event loop, made together: a statement costs this thread and the database
 * about the same for one row as for ten. Each read begins after it was asked for and so shows all that was committed before.
 * A read fails for all of its callers: no key may make it fail.
 */
export function readTogether<Key, Found>({
  most,
  read,
  callers,
}: SharedRead<Key, Found>): (key: Key) => Promise<Found> {
  let waiting: Asked<Key, Found>[] = [];

  async function answer(asked: readonly Asked<Key, Found>[]): Promise<void> {
    try {
      const begin = () => read(asked.map(({ key }) => key));
      const find = await (callers ? callers.begin(joined(asked), begin) : begin());
      for (const { key, resolve } of asked) resolve(find(key));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  function answerAll(): void {
    const asked = waiting;
    waiting = [];
    const present = asked.filter(({ caller }) => !caller?.isGone);
    for (const { caller, reject } of asked) if (caller?.isGone) reject(new ClientGone());
    for (let from = 0; from < present.length; from += most) void answer(present.slice(from, from + most));
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(answerAll);
      waiting.push({ key, caller: callers?.current, resolve, reject });
    });
}

function joined(asked: readonly { readonly caller: Caller | undefined }[]): Caller {
  const callers = new JoinedCallers(asked[0]?.caller);
  for (const { caller } of asked) callers.join(caller);
  return callers;
}
