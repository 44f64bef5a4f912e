import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteBudget } from '../../../concurrency/memory/byteBudget.ts';
import { ApiError } from '../../errors/apiError.ts';
import { type MultipartLimits, readMultipart } from './multipart.ts';

const TYPE = 'multipart/form-data; boundary=edge';
const share = new ByteBudget('memory', 1e9).open();
const LIMITS: MultipartLimits = {
  bytes: 100_000,
  parts: 4,
  share,
  keep: (name) => (name === 'a' ? 50_000 : undefined),
};

/** A body of parts, each given by its header lines and its bytes. */
function bodyOf(...parts: readonly (readonly [string, Uint8Array | string])[]): Buffer {
  const pieces = parts.flatMap(([header, bytes]) => [
    Buffer.from(`--edge\r\n${header}\r\n\r\n`),
    Buffer.from(bytes as string),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from('--edge--\r\n')]);
}

const named = (name: string, more = '') => `Content-Disposition: form-data; name="${name}"${more}`;

/** As a socket hands it over: in pieces of this many bytes. */
function arriving(body: Buffer, size = 1000): Readable {
  const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
    body.subarray(index * size, (index + 1) * size),
  );
  return Readable.from(pieces, { objectMode: false });
}

async function codeOf(body: Buffer, type = TYPE, limits = LIMITS): Promise<string> {
  try {
    await readMultipart(arriving(body), type, limits);
  } catch (error) {
    if (error instanceof ApiError) return `${error.entry.status} ${error.entry.code}`;
    throw error;
  }
  return 'none';
}

test('any bytes come back as they were sent, in whatever pieces they arrive', async () => {
  const bytes = fc.uint8Array({ maxLength: 3000, size: 'max' });
  await fc.assert(
    fc.asyncProperty(bytes, bytes, fc.integer({ min: 1, max: 700 }), async (first, second, size) => {
      const body = bodyOf([named('a', '; filename="x.jpg"'), first], [named('a'), second]);
      const parts = await readMultipart(arriving(body, size), TYPE, LIMITS);
      expect(parts.map((part) => part.bytes)).toEqual([Buffer.from(first), Buffer.from(second)]);
    }),
    { numRuns: 40 },
  );
});

test('name, file name without folders, type in lower case', async () => {
  const header = `${named('a', '; filename="C:\\photos\\Ärger.JPG"')}\r\nContent-Type: Image/PNG; charset=x`;
  const [part, plain] = await readMultipart(arriving(bodyOf([header, 'x'], [named('a'), 'y'])), TYPE, LIMITS);
  expect(part).toMatchObject({ name: 'a', fileName: 'Ärger.JPG', contentType: 'image/png' });
  expect(plain).toMatchObject({ name: 'a', fileName: undefined, contentType: 'text/plain' });
});

test('parts of other names, without a name or of another kind are passed over', async () => {
  const body = bodyOf(
    [named('b'), 'b'],
    ['Content-Disposition: form-data', 'nameless'],
    ['X-Nothing: at all', 'no disposition'],
    [named('a'), 'kept'],
  );
  const parts = await readMultipart(arriving(body), TYPE, LIMITS);
  expect(parts.map(({ bytes }) => bytes.toString())).toEqual(['kept']);
});

test('a multipart body inside a part is that part, as bytes', async () => {
  const inner = '--inner\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--inner--\r\n';
  const header = `${named('a')}\r\nContent-Type: multipart/mixed; boundary=inner`;
  const [part, ...more] = await readMultipart(arriving(bodyOf([header, inner])), TYPE, LIMITS);
  expect(part?.bytes.toString()).toBe(inner);
  expect(more).toEqual([]);
});

describe('refused', () => {
  test.each([
    'multipart/form-data',
    'multipart/form-data; boundary',
    'multipart/form-data; boundary=',
    'multipart/form-data; border=edge',
  ])('no boundary: %s', async (type) => {
    expect(await codeOf(bodyOf([named('a'), 'x']), type)).toBe('400 12017');
  });

  test('what is no multipart body, or another boundary', async () => {
    for (const body of ['', 'hello', '--other\r\n\r\n', '{"a":1}'])
      expect(await codeOf(Buffer.from(body))).toBe('400 12025');
    expect(await codeOf(bodyOf([named('a'), 'x']), 'multipart/form-data; boundary=another')).toBe('400 12025');
  });

  test('a body that ends early, wherever', async () => {
    const whole = bodyOf([named('a'), 'x'.repeat(100)], [named('b'), 'y'.repeat(100)]);
    const end = whole.length - '--\r\n'.length;
    for (let length = 0; length < end; length += 7) expect(await codeOf(whole.subarray(0, length))).toBe('400 12025');
  });

  test('one part too many, kept or not', async () => {
    const some = (count: number) => bodyOf(...Array.from({ length: count }, () => [named('b'), ''] as const));
    expect(await codeOf(some(4))).toBe('none');
    expect(await codeOf(some(5))).toBe('413 102');
    expect(await codeOf(some(20_000), TYPE, { ...LIMITS, bytes: 10_000_000 })).toBe('413 102');
  });

  test('a part over its limit, and a body over its own in a part that nobody keeps', async () => {
    expect(await codeOf(bodyOf([named('a'), 'x'.repeat(50_000)]))).toBe('none');
    expect(await codeOf(bodyOf([named('a'), 'x'.repeat(50_001)]))).toBe('413 102');
    expect(await codeOf(bodyOf([named('b'), 'x'.repeat(99_000)]))).toBe('none');
    expect(await codeOf(bodyOf([named('b'), 'x'.repeat(100_000)]))).toBe('413 102');
  });

  test('as soon as the limit is passed: the end need never come', async () => {
    const endless = new Readable({ read() {} });
    endless.push(bodyOf([named('b'), 'x']).subarray(0, 60));
    endless.push('x'.repeat(LIMITS.bytes));
    await expect(readMultipart(endless, TYPE, LIMITS)).rejects.toMatchObject({ entry: { status: 413 } });
    endless.destroy();
  });

  test('a connection that breaks: its own error', async () => {
    const body = bodyOf([named('a'), 'x']);
    const breaking = new Readable({ read() {} });
    breaking.push(body.subarray(0, 30));
    setImmediate(() => breaking.destroy(new Error('reset')));
    await expect(readMultipart(breaking, TYPE, LIMITS)).rejects.toThrow('reset');
  });

  test('rubbish of any kind ends in an error of the contract or in parts, never in another one', async () => {
    const piece = fc.oneof(
      fc.constantFrom('--edge', '--edge--', '\r\n', '\r\n\r\n', named('a'), named('a', '; filename="'), ':', '\0'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        expect(['none', '400 12025', '413 102']).toContain(await codeOf(Buffer.from(pieces.join(''))));
      }),
      { numRuns: 300 },
    );
  });
});

test('a long part without a readable name is passed over, also when it ends in the piece that it came in', async () => {
  const body = bodyOf(['X-Disposition: form-data; name="a"', 'x'.repeat(40_000)], [named('a'), '1']);
  for (const size of [1000, 20_000, body.length]) {
    const parts = await readMultipart(arriving(body, size), TYPE, LIMITS);
    expect(parts.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([['a', '1']]);
  }
});
