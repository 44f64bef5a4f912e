import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadDescriptorFile } from '../domain/errors.ts';
import { TEXT_LENGTH } from '../domain/textLengths.ts';
import type { Embedding } from '../vision/face.ts';
import { type ArchiveRecord, decodeArchive, encodeArchive } from './descriptorArchive.ts';
import { decodeDescriptor, encodeDescriptor, LARGEST_DIMENSION } from './descriptorFile.ts';

/** Vectors of length 1, among them some with zeros and denormal numbers. */
const embeddings: fc.Arbitrary<Embedding> = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'abcXYZ019-_./'), minLength: 1, maxLength: TEXT_LENGTH.modelId }),
    fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }), { minLength: 1, maxLength: 40 }),
  )
  .map(([modelId, numbers]) => {
    const all = [...numbers, 1];
    const length = Math.hypot(...all);
    return { modelId, vector: Float32Array.from(all, (each) => each / length) };
  });

const records: fc.Arbitrary<readonly ArchiveRecord[]> = fc.array(
  fc.record({
    embedding: embeddings,
    portrait: fc.option(fc.uint8Array({ minLength: 1, maxLength: 50 }), { nil: undefined }),
    label: fc.record({ name: fc.string() }),
  }),
  { maxLength: 4 },
);

async function archiveOf(all: readonly ArchiveRecord[]): Promise<Buffer> {
  const stream = (async function* () {
    yield* all;
  })();
  const pieces: Buffer[] = [];
  for await (const piece of encodeArchive(stream)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What a damaged file may do: be refused in so many words. Never anything else. */
async function expectRefusedArchive(file: Uint8Array): Promise<void> {
  await expect(decodeArchive(file)).rejects.toMatchObject({ name: 'BadDescriptorFile', kind: 'archive' });
}

function expectRefused(read: () => unknown, kind: BadDescriptorFile['kind']): void {
  let thrown: unknown;
  try {
    read();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(BadDescriptorFile);
  expect((thrown as BadDescriptorFile).found).toMatch(/^[A-Z].*\.$/);
  expect((thrown as BadDescriptorFile).kind).toBe(kind);
}

test('a descriptor comes back bit for bit', () => {
  fc.assert(
    fc.property(embeddings, (embedding) => {
      const { modelId, vector } = decodeDescriptor(encodeDescriptor(embedding));
      expect(modelId).toBe(embedding.modelId);
      expect(Buffer.from(vector.buffer)).toEqual(Buffer.from(embedding.vector.buffer));
    }),
  );
});

test('a descriptor of which a bit is changed, or the end cut off or grown, is refused', () => {
  fc.assert(
    fc.property(embeddings, fc.nat(), fc.nat(7), fc.uint8Array({ minLength: 1 }), (embedding, at, bit, more) => {
      const file = encodeDescriptor(embedding);
      const changed = Buffer.from(file);
      changed.writeUInt8(changed.readUInt8(at % file.length) ^ (1 << bit), at % file.length);
      expectRefused(() => decodeDescriptor(changed), 'descriptor');
      expectRefused(() => decodeDescriptor(file.subarray(0, at % file.length)), 'descriptor');
      expectRefused(() => decodeDescriptor(Buffer.concat([file, more])), 'descriptor');
    }),
  );
});

test('any bytes, also behind the right magic, are refused', async () => {
  const magics = fc.constantFrom('', 'LB3D\x01', 'LB3X\x01');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), magics, async (bytes, magic) => {
      const file = Buffer.concat([Buffer.from(magic, 'latin1'), bytes]);
      expectRefused(() => decodeDescriptor(file), 'descriptor');
      await expectRefusedArchive(file);
    }),
  );
});

test.each([
  ['of length 2', Float32Array.of(2, 0)],
  ['of zeros', Float32Array.of(0, 0)],
  ['with NaN', Float32Array.of(1, Number.NaN)],
  ['with infinity', Float32Array.of(Number.POSITIVE_INFINITY, 0)],
  ['without a number', new Float32Array(0)],
  ['that is too long', Float32Array.from({ length: LARGEST_DIMENSION + 1 }, (_, index) => (index === 0 ? 1 : 0))],
])('a vector %s is refused', (_what, vector) => {
  expectRefused(() => decodeDescriptor(encodeDescriptor({ modelId: 'm', vector })), 'descriptor');
});

test('an archive gives its descriptors back, in order', async () => {
  await fc.assert(
    fc.asyncProperty(records, async (all) => {
      expect(await decodeArchive(await archiveOf(all))).toEqual(all.map(({ embedding }) => embedding));
    }),
  );
});

test('an archive of which a bit is changed, or the end cut off or grown, is refused', async () => {
  await fc.assert(
    fc.asyncProperty(records, fc.nat(), fc.nat(7), fc.uint8Array({ minLength: 1 }), async (all, at, bit, more) => {
      const file = await archiveOf(all);
      const changed = Buffer.from(file);
      changed.writeUInt8(changed.readUInt8(at % file.length) ^ (1 << bit), at % file.length);
      await expectRefusedArchive(changed);
      await expectRefusedArchive(file.subarray(0, at % file.length));
      await expectRefusedArchive(Buffer.concat([file, more]));
    }),
  );
});

test.each([
  ['one record of 8 MB', 1, 8 * 1024 * 1024],
  ['2000 small records', 2000, 0],
])('an archive of %s leaves turns to others while it is read', async (_what, count, portraitBytes) => {
  const vector = new Float32Array(512);
  vector[0] = 1;
  const record = { embedding: { modelId: 'm', vector }, portrait: new Uint8Array(portraitBytes), label: {} };
  const file = await archiveOf(Array.from({ length: count }, () => record));
  const decoded = decodeArchive(file);
  const done = decoded.then(() => false);
  let turns = 0;
  for (let reading = true; reading; turns++) reading = await Promise.race([done, setImmediate(true)]);
  expect(await decoded).toHaveLength(count);
  expect(turns).toBeGreaterThan(10);
});

test('an archive that lost a whole record in the middle is refused', async () => {
  const record = { embedding: { modelId: 'm', vector: Float32Array.of(1) }, portrait: undefined, label: {} };
  const file = await archiveOf([record, record, record]);
  const size = (file.length - 5 - 16) / 3;
  await expectRefusedArchive(Buffer.concat([file.subarray(0, 5 + size), file.subarray(5 + 2 * size)]));
});

test('a file that begins with something else says with what', async () => {
  expect(() => decodeDescriptor(Buffer.from('\x89PNG\r\n', 'latin1'))).toThrow('89504e47');
  await expect(decodeArchive(Buffer.from('LB3X\x07'))).rejects.toThrow('version 7');
});
