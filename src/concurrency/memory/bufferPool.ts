/** Memory that one holder may fill and read until it gives it back. */
export interface Loan {
  /** As long as was asked for. It may hold old bytes. */
  readonly bytes: Buffer;
  /** Ask before you fill it: the buffer may belong to another body by then. */
  readonly isOver: boolean;
  /** Gives it back, once. */
  end(): void;
}

interface Place {
  readonly memory: SharedArrayBuffer;
  /** The holder of the loan, and threads that read or write it. */
  users: number;
}

/** Smaller buffers are made and forgotten: V8 does not mind them. */
const LARGE = 1024 * 1024;

/**
 * Large buffers that are used again. V8 counts a buffer when it is made and collects garbage for it on the thread that answers
 * requests: under a crowd of large uploads that stopped the thread every 30 ms. Shared memory is not counted, so it is never
 * left to the collector either: the pool keeps what it made. It makes at most `places`, as they are needed, and their pages
 * take memory once they are filled. Who finds none free gets an ordinary buffer.
 */
export class BufferPool {
  readonly #size: number;
  readonly #places: number;
  readonly #free: Place[] = [];
  readonly #known = new WeakMap<ArrayBufferLike, Place>();
  #made = 0;

  /** @param size bytes of the largest loan; longer ones are ordinary buffers */
  constructor(size: number, places: number) {
    this.#size = size;
    this.#places = places;
  }

  lend(length: number): Loan {
    const place = length < LARGE || length > this.#size ? undefined : (this.#free.pop() ?? this.#make());
    if (!place) return ordinaryLoan(length);
    return new OpenLoan(Buffer.from(place.memory as unknown as ArrayBuffer, 0, length), this.#use(place));
  }

  /**
   * The memory of a loan stays where it is until the returned function is called, however soon the loan ends: for a thread,
   * which cannot give memory back.
   * @returns undefined when the bytes are not of this pool
   */
  hold(bytes: Uint8Array): (() => void) | undefined {
    const place = this.#known.get(bytes.buffer);
    return place && this.#use(place);
  }

  #make(): Place | undefined {
    if (this.#made === this.#places) return undefined;
    this.#made++;
    const place = { memory: new SharedArrayBuffer(this.#size), users: 0 };
    this.#known.set(place.memory, place);
    return place;
  }

  #use(place: Place): () => void {
    place.users++;
    let isUsed = true;
    return () => {
      if (!isUsed) return;
      isUsed = false;
      place.users--;
      if (place.users === 0) this.#free.push(place);
    };
  }
}

/** Memory of its own, for V8 to free. */
export function ordinaryLoan(length: number): Loan {
  return new OpenLoan(Buffer.allocUnsafeSlow(length), () => undefined);
}

class OpenLoan implements Loan {
  readonly bytes: Buffer;
  readonly #giveBack: () => void;
  #isOver = false;

  constructor(bytes: Buffer, giveBack: () => void) {
    this.bytes = bytes;
    this.#giveBack = giveBack;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    this.#isOver = true;
    this.#giveBack();
  }
}
