/** What a picture goes through; of portraits and nets side by side both times count. */
export const STAGES = ['decode', 'detect', 'estimate', 'embed', 'portrait'] as const;
export type Stage = (typeof STAGES)[number];

/** Milliseconds of each stage that a picture came to, all its faces together. */
export type StageTimes = Readonly<Partial<Record<Stage, number>>>;

/** Adds up how long the picture at hand was in each stage. */
export class StageClock {
  #times: Partial<Record<Stage, number>> = {};

  /** The work's time counts, also when it fails. */
  async time<Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.#times[stage] = (this.#times[stage] ?? 0) + performance.now() - began;
    }
  }

  /** The times since the last call. */
  take(): StageTimes {
    const times = this.#times;
    this.#times = {};
    return times;
  }
}
