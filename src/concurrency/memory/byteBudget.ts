import { Unavailable } from '../../domain/errors.ts';
import { type BufferPool, type Loan, ordinaryLoan } from './bufferPool.ts';

/** What is held that is larger than this leaves an eighth of the budget free, so that small requests go on under a flood. */
const SMALL = 1024 * 1024;
const KEPT_FOR_SMALL = 1 / 8;

/** Memory that several holders share, in bytes: it is taken before it is filled, and given back when it is done with. */
export class ByteBudget {
  readonly limit: number;
  readonly #name: string;
  readonly #buffers: Pick<BufferPool, 'lend'> | undefined;
  #makeRoom: ((missing: number) => void) | undefined;
  #taken = 0;
  #refused = 0;

  /**
   * @param name used in the error
   * @param buffers what shares lend; absent: they only count
   */
  constructor(name: string, limit: number, buffers?: Pick<BufferPool, 'lend'>) {
    this.#name = name;
    this.#buffers = buffers;
    this.limit = limit;
  }

  get taken(): number {
    return this.#taken;
  }

  /** How often there was no room. */
  get refused(): number {
    return this.#refused;
  }

  /** Called before a caller is refused: may release shares that others can do without. */
  whenShort(makeRoom: (missing: number) => void): void {
    this.#makeRoom = makeRoom;
  }

  /** A share of nothing yet. */
  open(): ByteShare {
    return new ByteShare((from, to) => this.#change(from, to), this.#buffers);
  }

  #change(from: number, to: number): void {
    const limit = to > SMALL ? this.limit * (1 - KEPT_FOR_SMALL) : this.limit;
    const missing = () => (to > from ? this.#taken - from + to - limit : 0);
    if (missing() > 0) this.#makeRoom?.(missing());
    if (missing() > 0) {
      this.#refused++;
      throw new Unavailable(this.#name);
    }
    this.#taken += to - from;
  }
}

/** What one holder has of a budget. */
export class ByteShare {
  readonly #change: (from: number, to: number) => void;
  readonly #buffers: Pick<BufferPool, 'lend'> | undefined;
  readonly #loans: Loan[] = [];
  #bytes = 0;
  #uses = 0;
  #released = false;

  constructor(change: (from: number, to: number) => void, buffers?: Pick<BufferPool, 'lend'>) {
    this.#change = change;
    this.#buffers = buffers;
  }

  /** Memory of that length, which is over with the share. Its bytes are to be taken by `resize`. */
  lend(length: number): Loan {
    if (this.#released) throw new Error('the share was given back');
    const loan = this.#buffers?.lend(length) ?? ordinaryLoan(length);
    this.#loans.push(loan);
    return loan;
  }

  /** Bytes that its release would give back now. */
  get releasable(): number {
    return this.#uses > 0 ? 0 : this.#bytes;
  }

  /** Takes more, or gives some back. @throws Unavailable when there is no room for it; nothing changes then */
  resize(bytes: number): void {
    if (this.#released) throw new Error('the share was given back');
    this.#change(this.#bytes, bytes);
    this.#bytes = bytes;
  }

  /** Keeps the share until the work ends, even if it is released in between, then gives it back. */
  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#uses++;
    try {
      return await work();
    } finally {
      this.#uses--;
      this.release();
    }
  }

  /** Gives all of it back, for good, unless work still uses it: then the end of the work does. */
  release(): void {
    if (this.#uses > 0 || this.#released) return;
    this.#released = true;
    for (const loan of this.#loans.splice(0)) loan.end();
    this.#change(this.#bytes, 0);
    this.#bytes = 0;
  }
}
