/** Bits behind which the decoder needs eight more. */
const WINDOW = 8;
const EVEN = 128;

/** The arithmetic decoder of VP8 (RFC 6386, 7). Behind the end it reads zeros. */
export class BoolDecoder {
  private readonly data: Uint8Array;
  private at = 0;
  private value = 0;
  /** One less than the range. */
  private range = 254;
  /** Of `value`, beyond the eight that decide. */
  private spare = -WINDOW;

  constructor(data: Uint8Array) {
    this.data = data;
  }

  /** @param probability that it is 0, in 256ths */
  bit(probability: number): 0 | 1 {
    if (this.spare < 0) {
      const byte = this.at < this.data.length ? (this.data[this.at] as number) : 0;
      this.value = (this.value << 8) | byte;
      this.at++;
      this.spare += 8;
    }
    const split = (this.range * probability) >> 8;
    const isOne = this.value >> this.spare > split;
    let range: number;
    if (isOne) {
      range = this.range - split;
      this.value -= (split + 1) << this.spare;
    } else {
      range = split + 1;
    }
    const shift = Math.clz32(range) - 24;
    this.range = (range << shift) - 1;
    this.spare -= shift;
    return isOne ? 1 : 0;
  }

  /** An unsigned number, highest bit first. */
  number(bits: number): number {
    let value = 0;
    for (let bit = 0; bit < bits; bit++) value = (value << 1) | this.bit(EVEN);
    return value;
  }

  flag(): boolean {
    return this.bit(EVEN) === 1;
  }

  /** Bits of the data that nothing was read from yet, with those that decide the next one; below 0 when there were too few. */
  left(): number {
    return (this.data.length - this.at) * 8 + this.spare + WINDOW;
  }

  /** Whether nothing but zeros is left, as encoders leave it: they write the lower end of the last range. */
  isSpent(): boolean {
    return this.value === 0 && this.data.subarray(this.at).every((byte) => byte === 0);
  }
}
