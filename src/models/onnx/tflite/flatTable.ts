/**
 * A table of a FlatBuffers file, as TensorFlow Lite stores its nets. Members are found by their number in the schema; one that is
 * not stored has its default.
 * Source: FlatBuffers' "Internals"; every read outside the file throws a RangeError.
 */
export class FlatTable {
  readonly #view: DataView;
  readonly #at: number;

  private constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
  }

  static root(file: Uint8Array): FlatTable {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    return new FlatTable(view, view.getUint32(0, true));
  }

  byte(member: number, missing = 0): number {
    const at = this.#member(member);
    return at === undefined ? missing : this.#view.getInt8(at);
  }

  integer(member: number, missing = 0): number {
    const at = this.#member(member);
    return at === undefined ? missing : this.#view.getInt32(at, true);
  }

  table(member: number): FlatTable | undefined {
    const at = this.#member(member);
    return at === undefined ? undefined : new FlatTable(this.#view, this.#follow(at));
  }

  tables(member: number): readonly FlatTable[] {
    const { start, count } = this.#list(member);
    return Array.from({ length: count }, (_, index) => new FlatTable(this.#view, this.#follow(start + 4 * index)));
  }

  integers(member: number): readonly number[] {
    const { start, count } = this.#list(member);
    return Array.from({ length: count }, (_, index) => this.#view.getInt32(start + 4 * index, true));
  }

  /** A copy, so that it can be read as numbers of any width. */
  bytes(member: number): Uint8Array {
    const { start, count } = this.#list(member);
    if (start + count > this.#view.byteLength) throw new RangeError('a list ends behind the file');
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + start, count).slice();
  }

  #list(member: number): { readonly start: number; readonly count: number } {
    const at = this.#member(member);
    if (at === undefined) return { start: 0, count: 0 };
    const list = this.#follow(at);
    const count = this.#view.getUint32(list, true);
    if (list + 4 + count > this.#view.byteLength) throw new RangeError('a list ends behind the file');
    return { start: list + 4, count };
  }

  /** Where a member is; undefined when it is not stored. */
  #member(member: number): number | undefined {
    const members = this.#at - this.#view.getInt32(this.#at, true);
    const entry = 4 + 2 * member;
    if (entry >= this.#view.getUint16(members, true)) return undefined;
    const offset = this.#view.getUint16(members + entry, true);
    return offset === 0 ? undefined : this.#at + offset;
  }

  #follow(at: number): number {
    return at + this.#view.getUint32(at, true);
  }
}
