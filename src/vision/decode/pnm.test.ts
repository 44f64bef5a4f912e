import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../raster/raster.ts';
import { decodePnm, readPnmHeader } from './pnm.ts';

function decode(bytes: Uint8Array): Raster | undefined {
  const header = readPnmHeader(bytes);
  return header && decodePnm(bytes, header);
}

function text(source: string): Buffer {
  return Buffer.from(source, 'latin1');
}

/** Levels of the pixels, one for each where all three channels are equal. */
function greys(raster: Raster | undefined): number[] {
  return raster ? [...raster.data].filter((_, index) => index % 3 === 0) : [];
}

describe('the six kinds', () => {
  it('P1: digits with and without space, 1 is black', () => {
    expect(greys(decode(text('P1\n3 2\n1 0 1\n001')))).toEqual([0, 255, 0, 255, 255, 0]);
  });

  it('P2', () => {
    expect(greys(decode(text('P2 2 2 10 0 5 10 11')))).toEqual([0, 128, 255, 255]);
  });

  it('P3', () => {
    expect([...(decode(text('P3 2 1 255\n255 0 0\n0 128 255\n'))?.data ?? [])]).toEqual([255, 0, 0, 0, 128, 255]);
  });

  it('P4: rows start at a byte', () => {
    const bytes = Buffer.concat([text('P4 9 2\n'), Buffer.of(0b10000000, 0b10000000, 0b01111111, 0)]);
    expect(greys(decode(bytes))).toEqual([0, ...Array(7).fill(255), 0, 255, ...Array(7).fill(0), 255]);
  });

  it('P5', () => {
    expect(greys(decode(Buffer.concat([text('P5 3 1 255\n'), Buffer.of(0, 10, 255)])))).toEqual([0, 10, 255]);
  });

  it('P5 of 16 bits', () => {
    const bytes = Buffer.concat([text('P5 2 1 65535\n'), Buffer.of(0x80, 0x80, 0xff, 0xff)]);
    expect(greys(decode(bytes))).toEqual([128, 255]);
  });

  it('P6', () => {
    const raster = decode(Buffer.concat([text('P6 1 1 255 '), Buffer.of(1, 2, 3)]));
    expect(raster).toEqual({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3) });
  });
});

describe('headers', () => {
  it('may have comments anywhere', () => {
    const bytes = text('P2 # by hand\n# 640 480\n 2 #wide\n1\n#\n255\n7 9');
    expect(greys(decode(bytes))).toEqual([7, 9]);
  });

  it.each([
    'P',
    'P7 1 1 255\n',
    'P0 1 1 255\n',
    'P6',
    'P6 1',
    'P6 1 1',
    'P6 1 1 255',
    'P6 0 1 255\n',
    'P6 1 0 255\n',
    'P6 1 1 0\n',
    'P6 1 1 65536\n',
    'P6 -1 1 255\n',
    'P6 1.5 1 255\n',
    'P6 99999999999999999999 1 255\n',
    'P6 1 1 255x',
    '# P6 1 1 255\n',
  ])('%j is none', (source) => {
    expect(readPnmHeader(text(source))).toBeUndefined();
  });
});

describe('pixels that end early or are no numbers', () => {
  it.each(['P1 2 2 1 0 1', 'P1 2 2 1 0 1 2', 'P2 2 1 255 1', 'P2 2 1 255 1 x', 'P2 2 1 255 1 70000', 'P3 1 1 255 1 2'])(
    '%j',
    (source) => {
      expect(decode(text(source))).toBeUndefined();
    },
  );

  it('of every binary kind', () => {
    expect(decode(Buffer.concat([text('P4 9 2\n'), Buffer.alloc(3)]))).toBeUndefined();
    expect(decode(Buffer.concat([text('P5 3 3 255\n'), Buffer.alloc(8)]))).toBeUndefined();
    expect(decode(Buffer.concat([text('P5 3 3 256\n'), Buffer.alloc(17)]))).toBeUndefined();
    expect(decode(Buffer.concat([text('P6 3 3 255\n'), Buffer.alloc(26)]))).toBeUndefined();
  });
});

const pixels = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })).chain(([width, height]) =>
  fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    data: fc.uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 }),
  }),
);

describe('properties', () => {
  it('plain and binary pixels come back as they were written', () => {
    fc.assert(
      fc.property(pixels, ({ width, height, data }) => {
        const plain = text(`P3\n${width} ${height}\n255\n${data.join(' ')}\n`);
        const binary = Buffer.concat([text(`P6\n${width} ${height}\n255\n`), data]);
        expect(decode(plain)).toEqual({ width, height, data });
        expect(decode(binary)).toEqual({ width, height, data });
      }),
    );
  });

  it('any bytes give a whole picture or none', () => {
    const start = fc.constantFrom('P1 ', 'P2 ', 'P3 ', 'P4 ', 'P5 ', 'P6 ', 'P6 2 2 255\n', 'P1 3 3\n', '');
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 60 }), (head, tail) => {
        const bytes = Buffer.concat([text(head), tail]);
        const header = readPnmHeader(bytes);
        if (!header || header.width * header.height > 10_000) return;
        const raster = decodePnm(bytes, header);
        if (raster) expect(raster.data).toHaveLength(raster.width * raster.height * 3);
      }),
    );
  });
});
