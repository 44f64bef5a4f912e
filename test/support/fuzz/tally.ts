import type { Exchange } from './http/rawClient.ts';

export interface Fault {
  readonly number: number;
  /** The operation, or the kind of file. */
  readonly of: string;
  readonly what: string;
  /** What had been done to the request. */
  readonly how: string;
  readonly request: Buffer;
  readonly answer: string;
}

/** More of one kind tell nothing new. */
const KEPT_OF_A_KIND = 3;
const SHOWN_OF_AN_ANSWER = 400;

/** Counts answers by what they were of, and keeps the faults. */
export class Tally {
  readonly statuses = new Map<string, Map<string, number>>();
  readonly faults: Fault[] = [];
  /** How often each kind of fault was met. */
  readonly kinds = new Map<string, number>();
  sent = 0;
  unanswered = 0;
  slowestMs = 0;

  add(of: string, { answer, ms, isGivenUp }: Exchange): void {
    this.sent++;
    if (!answer && !isGivenUp) this.unanswered++;
    this.slowestMs = Math.max(this.slowestMs, ms);
    const status = answer ? String(answer.status) : isGivenUp ? 'late' : 'none';
    const counts = this.statuses.get(of) ?? new Map<string, number>();
    counts.set(status, (counts.get(status) ?? 0) + 1);
    this.statuses.set(of, counts);
  }

  blame(fault: Omit<Fault, 'answer'>, { answer }: Exchange): void {
    const kind = `${fault.of}: ${fault.what}`;
    const count = (this.kinds.get(kind) ?? 0) + 1;
    this.kinds.set(kind, count);
    const text = answer ? `${answer.status} ${answer.body.toString('utf8', 0, SHOWN_OF_AN_ANSWER)}` : 'none';
    if (count <= KEPT_OF_A_KIND) this.faults.push({ ...fault, answer: text });
  }

  /** Answers with the status, of all. */
  count(isCounted: (status: string) => boolean): number {
    const all = [...this.statuses.values()].flatMap((counts) => [...counts]);
    return all.reduce((sum, [status, count]) => sum + (isCounted(status) ? count : 0), 0);
  }

  get faultCount(): number {
    return [...this.kinds.values()].reduce((sum, count) => sum + count, 0);
  }
}
