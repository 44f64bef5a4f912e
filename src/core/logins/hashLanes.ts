import type { Caller } from '../../domain/caller.ts';
import { ClientGone, Unavailable } from '../../domain/errors.ts';

/** Who waits: a caller whose credentials were correct recently, or a stranger at that address. */
export type Lane = { readonly kind: 'known' } | { readonly kind: 'stranger'; readonly from: string };

export interface HashLanesOptions {
  /** Tasks that run at the same time. */
  readonly threads: number;
  /** Tasks that may wait, in each lane. */
  readonly queueLimit: number;
}

interface Waiting {
  readonly caller: Caller | undefined;
  readonly start: () => void;
  readonly refuse: (error: Error) => void;
}

/**
 * Password hashes cost a core a fifth of a second, so a flood of wrong passwords must not shut right ones out. Known
 * credentials go first, and one thread takes nothing else. Strangers take turns by address, and when too many wait, the
 * address with the most of them loses one.
 */
export class HashLanes {
  readonly #options: HashLanesOptions;
  readonly #known: Waiting[] = [];
  /** By address, the one whose turn is next first; never an empty queue. */
  readonly #strangers = new Map<string, Waiting[]>();
  #strangersWaiting = 0;
  #running = 0;
  #strangersRunning = 0;

  constructor(options: HashLanesOptions) {
    this.#options = options;
  }

  /** @throws Unavailable when too many wait; ClientGone when the caller has left before the task has its turn */
  async run<Result>(lane: Lane, task: () => Promise<Result>, caller?: Caller): Promise<Result> {
    const isStranger = lane.kind === 'stranger';
    await new Promise<void>((start, refuse) => {
      if (isStranger) this.#enqueueStranger(lane.from, { start, refuse, caller });
      else this.#enqueueKnown({ start, refuse, caller });
      this.#dispatch();
    });
    try {
      return await task();
    } finally {
      this.#running--;
      if (isStranger) this.#strangersRunning--;
      this.#dispatch();
    }
  }

  #enqueueKnown(waiting: Waiting): void {
    if (this.#known.length >= this.#options.queueLimit) passOverGone(this.#known);
    if (this.#known.length < this.#options.queueLimit) this.#known.push(waiting);
    else waiting.refuse(new Unavailable('password check'));
  }

  #enqueueStranger(from: string, waiting: Waiting): void {
    const queue = this.#strangers.get(from) ?? [];
    queue.push(waiting);
    this.#strangers.set(from, queue);
    if (++this.#strangersWaiting > this.#options.queueLimit) this.#passOverGoneStrangers();
    if (this.#strangersWaiting > this.#options.queueLimit) this.#refuseOne();
  }

  #passOverGoneStrangers(): void {
    for (const [from, queue] of this.#strangers) {
      this.#strangersWaiting -= passOverGone(queue);
      if (queue.length === 0) this.#strangers.delete(from);
    }
  }

  #refuseOne(): void {
    let [address, longest] = ['', [] as Waiting[]];
    for (const [from, queue] of this.#strangers) if (queue.length >= longest.length) [address, longest] = [from, queue];
    longest.pop()?.refuse(new Unavailable('password check'));
    if (longest.length === 0) this.#strangers.delete(address);
    this.#strangersWaiting--;
  }

  #dispatch(): void {
    while (this.#running < this.#options.threads) {
      const known = this.#nextKnown();
      const next = known ?? this.#nextStranger();
      if (!next) return;
      if (!known) this.#strangersRunning++;
      this.#running++;
      next.start();
    }
  }

  #nextKnown(): Waiting | undefined {
    passOverGone(this.#known);
    return this.#known.shift();
  }

  #nextStranger(): Waiting | undefined {
    if (this.#strangersRunning >= Math.max(1, this.#options.threads - 1)) return undefined;
    for (const [from, queue] of this.#strangers) {
      this.#strangersWaiting -= passOverGone(queue);
      const next = queue.shift();
      this.#strangers.delete(from);
      if (!next) continue;
      // To the end of the round.
      if (queue.length > 0) this.#strangers.set(from, queue);
      this.#strangersWaiting--;
      return next;
    }
    return undefined;
  }
}

/** Takes those out whose callers have left. @returns how many */
function passOverGone(queue: Waiting[]): number {
  const gone = queue.filter(({ caller }) => caller?.isGone);
  if (gone.length === 0) return 0;
  queue.splice(0, queue.length, ...queue.filter(({ caller }) => !caller?.isGone));
  for (const { refuse } of gone) refuse(new ClientGone());
  return gone.length;
}
