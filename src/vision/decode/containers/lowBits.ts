/** Bits of WebP's lossless codes, lowest first. Behind the end they are zeros: ask `left`. */
export class LowBits {
  private readonly data: Uint8Array;
  private readonly length: number;
  private bit = 0;

  constructor(data: Uint8Array) {
    this.length = data.length;
    // So that a window near the end needs no care.
    this.data = new Uint8Array(data.length + 4);
    this.data.set(data);
  }

  /** The next bits, at least 24 of them, without going on. */
  window(): number {
    const at = Math.min(this.bit >>> 3, this.length);
    const { data } = this;
    const bytes =
      (data[at] as number) |
      ((data[at + 1] as number) << 8) |
      ((data[at + 2] as number) << 16) |
      ((data[at + 3] as number) << 24);
    return bytes >>> (this.bit & 7);
  }

  skip(bits: number): void {
    this.bit += bits;
  }

  /** @param bits at most 24 */
  number(bits: number): number {
    const value = this.window() & ((1 << bits) - 1);
    this.bit += bits;
    return value;
  }

  flag(): boolean {
    return this.number(1) === 1;
  }

  /** Of the next bit. */
  position(): number {
    return this.bit;
  }

  /** Below 0 when more were read than there are. */
  left(): number {
    return this.length * 8 - this.bit;
  }

  /** Whether what is left is all zeros. */
  isSpent(): boolean {
    const at = this.bit >>> 3;
    return (this.data[at] as number) >>> (this.bit & 7) === 0 && this.data.subarray(at + 1).every((byte) => byte === 0);
  }
}
