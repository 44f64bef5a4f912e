import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Connections that are opened at the same time: what waits to be accepted has its limit. */
const OPENED_AT_ONCE = 50;
const LOOK_EACH_MS = 100;

/** What a connection sends when it is open, and what each time that its turn comes; nothing where it is silent. */
export interface Sending {
  readonly start: string;
  readonly piece?: string;
}

/** How the connections of a kind ended. */
export interface Ends {
  readonly opened: number;
  readonly open: number;
  /** From the moment when it was open and had sent its start, in milliseconds: the first and the last that ended. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Statuses that they were told. */
  readonly statuses: ReadonlyMap<string, number>;
}

interface Held {
  readonly socket: Socket;
  readonly kind: string;
  /** Those of pictures that found no room at once have an end of their own. */
  begun: number;
  endedMs: number | undefined;
  told: string;
}

/** Connections that are held open, and hold what the server keeps for them. */
export class HeldConnections {
  readonly #url: URL;
  readonly #held: Held[] = [];
  #sending: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.#url = new URL(url);
  }

  /** @param sendings by kind; each kind is as often as the others */
  async open(count: number, sendings: Readonly<Record<string, Sending>>, pieceEachMs: number): Promise<void> {
    const kinds = Object.entries(sendings);
    const pieces: [Socket, string][] = [];
    const openOne = async (index: number) => {
      const [kind, { start, piece }] = kinds[index % kinds.length] as [string, Sending];
      const socket = connect(Number(this.#url.port), this.#url.hostname);
      const held: Held = { socket, kind, begun: performance.now(), endedMs: undefined, told: '' };
      this.#held.push(held);
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        held.told += data.toString('latin1');
      });
      socket.on('close', () => {
        held.endedMs = performance.now() - held.begun;
      });
      await once(socket, 'connect');
      held.begun = performance.now();
      if (start !== '') socket.write(start);
      if (piece !== undefined) pieces.push([socket, piece]);
    };
    for (let from = 0; from < count; from += OPENED_AT_ONCE)
      await Promise.all(
        Array.from({ length: Math.min(OPENED_AT_ONCE, count - from) }, (_, index) => openOne(from + index)),
      );
    if (pieces.length === 0) return;
    this.#sending = setInterval(() => {
      for (const [socket, piece] of pieces) if (socket.writable) socket.write(piece);
    }, pieceEachMs);
  }

  get openCount(): number {
    return this.#held.filter(({ endedMs }) => endedMs === undefined).length;
  }

  /** Resolves when all have ended, or when the time is over. */
  async ended(longestMs: number): Promise<void> {
    const end = performance.now() + longestMs;
    while (this.openCount > 0 && performance.now() < end) await pause(LOOK_EACH_MS);
  }

  ends(): ReadonlyMap<string, Ends> {
    const kinds = [...new Set(this.#held.map(({ kind }) => kind))];
    return new Map(kinds.map((kind) => [kind, endsOf(this.#held.filter((held) => held.kind === kind))]));
  }

  close(): void {
    clearInterval(this.#sending);
    for (const { socket } of this.#held) socket.destroy();
  }
}

function endsOf(held: readonly Held[]): Ends {
  const ended = held.flatMap(({ endedMs }) => endedMs ?? []);
  const statuses = new Map<string, number>();
  for (const { told } of held) {
    const status = /^HTTP\/1\.1 (\d+)/m.exec(told)?.[1] ?? 'nothing';
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  return {
    opened: held.length,
    open: held.length - ended.length,
    firstMs: Math.min(...ended),
    lastMs: Math.max(...ended),
    statuses,
  };
}
