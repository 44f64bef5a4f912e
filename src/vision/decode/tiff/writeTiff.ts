/** A value is its bytes, in the block's byte order. */
export interface TiffValue {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

const LONG = 4;
const ENTRY_BYTES = 12;

/**
 * A classic TIFF block of one directory and those that it points to.
 * @param pointed directories by the tag that points to them
 */
export function writeTiff(
  littleEndian: boolean,
  values: readonly TiffValue[],
  pointed: ReadonlyMap<number, readonly TiffValue[]> = new Map(),
): Buffer {
  const sizeOf = (directory: readonly TiffValue[], pointers: number) =>
    2 + (directory.length + pointers) * ENTRY_BYTES + 4 + directory.reduce((sum, { bytes }) => sum + spaceOf(bytes), 0);
  const sizes = [sizeOf(values, pointed.size), ...[...pointed.values()].map((directory) => sizeOf(directory, 0))];
  const block = Buffer.alloc(8 + sizes.reduce((sum, size) => sum + size, 0));
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  block.write(littleEndian ? 'II' : 'MM', 'latin1');
  view.setUint16(2, 42, littleEndian);
  view.setUint32(4, 8, littleEndian);

  const write = (at: number, directory: readonly TiffValue[]): void => {
    view.setUint16(at, directory.length, littleEndian);
    let valueAt = at + 2 + directory.length * ENTRY_BYTES + 4;
    directory.forEach(({ tag, type, count, bytes }, index) => {
      const entryAt = at + 2 + index * ENTRY_BYTES;
      view.setUint16(entryAt, tag, littleEndian);
      view.setUint16(entryAt + 2, type, littleEndian);
      view.setUint32(entryAt + 4, count, littleEndian);
      if (spaceOf(bytes) > 0) view.setUint32(entryAt + 8, valueAt, littleEndian);
      block.set(bytes, spaceOf(bytes) > 0 ? valueAt : entryAt + 8);
      valueAt += spaceOf(bytes);
    });
  };
  let at = 8 + (sizes[0] as number);
  const pointers: TiffValue[] = [];
  [...pointed].forEach(([tag, directory], index) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, at, littleEndian);
    pointers.push({ tag, type: LONG, count: 1, bytes });
    write(at, directory);
    at += sizes[index + 1] as number;
  });
  write(8, [...values, ...pointers]);
  return block;
}

/** Up to four bytes lie in the entry itself; others begin at even places. */
function spaceOf(bytes: Uint8Array): number {
  return bytes.length <= 4 ? 0 : bytes.length + (bytes.length & 1);
}
