import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readUuid, UUID_WORDS, writeUuid } from './uuidWords.ts';

test('a UUID comes back as it went in', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const words = new Uint32Array(UUID_WORDS + 2);
      writeUuid(uuid, words, 1);
      expect(readUuid(words, 1)).toBe(uuid === '00000000-0000-0000-0000-000000000000' ? null : uuid);
    }),
  );
});

test('none is zeros, whatever was there before', () => {
  const words = new Uint32Array(UUID_WORDS).fill(7);
  writeUuid(null, words, 0);
  expect(readUuid(words, 0)).toBeNull();
});
