import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CopyDecoder, type CopyValue } from './copyDecoder.ts';

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function encode(rows: readonly CopyValue[][], extension = Buffer.alloc(0)): Buffer {
  const header = [Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), int32(0), int32(extension.length), extension];
  const body = rows.flatMap((row) => [
    int16(row.length),
    ...row.flatMap((value) => (value === null ? [int32(-1)] : [int32(value.length), value])),
  ]);
  return Buffer.concat([...header, ...body, int16(-1)]);
}

/** Pieces between places that are given as fractions of the whole. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => Math.floor(place * bytes.length)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const values = fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)));
const tables = fc.array(fc.array(values, { maxLength: 5 }), { maxLength: 20 });
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

describe('a COPY in binary format', () => {
  it('has the same rows wherever it is cut', () => {
    fc.assert(
      fc.property(tables, places, (rows, at) => {
        const decoder = new CopyDecoder();
        const found = cut(encode(rows), at).flatMap((piece) => decoder.decode(piece));
        decoder.end();
        expect(found).toEqual(rows);
      }),
    );
  });

  it('may have an extension of the header, which is passed over', () => {
    const rows = [[Buffer.from('a'), null]];
    const bytes = encode(rows, Buffer.from('later versions'));
    const decoder = new CopyDecoder();
    const found = [bytes.subarray(0, 22), bytes.subarray(22, 30), bytes.subarray(30)].flatMap((piece) =>
      decoder.decode(piece),
    );
    expect(found).toEqual(rows);
  });

  it('is not complete without its end', () => {
    const bytes = encode([[Buffer.from('a')], [Buffer.from('b')]]);
    const decoder = new CopyDecoder();
    expect(decoder.decode(bytes.subarray(0, -2))).toHaveLength(2);
    expect(() => decoder.end()).toThrow('before its last row');
  });

  it('is told from other bytes', () => {
    expect(() => new CopyDecoder().decode(Buffer.from('id,vector\n1,2\n'.repeat(3)))).toThrow('binary format');
  });
});
