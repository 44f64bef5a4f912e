import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { type Asked, type Connection, ConnectionLost } from './connection.ts';
import { type Json, type Outcome, outcomeOf } from './outcome.ts';
import type { SendingWindow } from './sendingWindow.ts';

/** The server's final word about one request. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

export interface Sender {
  /** @throws Refused; CommandFailed when the login is refused or the server is gone for too long */
  json(asked: Asked): Promise<Json>;
  /** The body as it is: a portrait. */
  bytes(asked: Asked): Promise<Buffer>;
  close(): void;
}

export interface Patience {
  readonly window: SendingWindow;
  /** Before each request, beside the window: a limit of the rate. */
  readonly turn?: () => Promise<void>;
  /** How long one request is tried. */
  readonly giveUpMs: number;
  /** Told of each answer that means "again". */
  readonly onRetry?: (why: string) => void;
}

const FIRST_WAIT = 200;
const LONGEST_WAIT = 15_000;
/** A 500 may be about this one request: then no patience helps. */
const MOST_FAILURES = 8;
const TOO_MANY_KEYS = 'Too many different values of Idempotency-Key';

/** Sends until there is an answer that counts: no request is lost to a server that is busy, restarts or stammers. */
export function createSender(connection: Connection, patience: Patience): Sender {
  const { window, turn, giveUpMs, onRetry } = patience;

  async function once(asked: Asked, attempt: number): Promise<Outcome> {
    const sentAt = await window.enter();
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random());
    try {
      await turn?.();
      const outcome = outcomeOf(await connection.send(asked));
      const isBusy = outcome.kind === 'later' && outcome.cause === 'busy';
      if (isBusy) window.leaveRefused(sentAt, outcome.afterMs ?? wait);
      else window.leave();
      if (outcome.kind === 'later' && !isBusy) await pause(outcome.afterMs ?? wait);
      return outcome;
    } catch (error) {
      window.leaveRefused(sentAt, wait);
      if (!(error instanceof ConnectionLost)) throw error;
      return { kind: 'later', why: error.message, cause: 'busy', afterMs: undefined };
    }
  }

  async function send(first: Asked): Promise<Extract<Outcome, { kind: 'done' }>> {
    const start = performance.now();
    let asked = first;
    let failures = 0;
    for (let attempt = 0; ; attempt++) {
      const outcome = await once(asked, attempt);
      if (outcome.kind === 'done') return outcome;
      if (outcome.kind === 'refused') throw new Refused(outcome.status, outcome.code, outcome.detail);
      if (outcome.kind === 'login') {
        throw new CommandFailed(
          `the server does not take the login or token (${outcome.detail}); the same command with a valid one goes on`,
          EXIT.failure,
        );
      }
      onRetry?.(outcome.why);
      if (outcome.why.includes(TOO_MANY_KEYS)) asked = withoutKey(asked);
      if (outcome.cause === 'failed' && ++failures >= MOST_FAILURES) throw new Refused(500, 0, outcome.why);
      if (performance.now() - start < giveUpMs) continue;
      throw new CommandFailed(
        `the server has not answered for ${Math.round(giveUpMs / 1000)} s (${outcome.why}); the same command goes on`,
        EXIT.failure,
      );
    }
  }

  return {
    json: async (asked) => (await send(asked)).json,
    bytes: async (asked) => (await send(asked)).bytes,
    close: () => connection.close(),
  };
}

/** The server has no room for more keys today: done without, it is only less safe. */
function withoutKey({ key: _, ...asked }: Asked): Asked {
  return asked;
}
