import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseId, type TokenId } from '../../domain/ids.ts';
import { opens, publicIdOf, rowOf } from './tokenValue.ts';

const token = fc.uuid({ version: 4 }).map((text) => text as TokenId);

it('opens its own row in either form, and no public id opens anything', () => {
  fc.assert(
    fc.property(token, token, (one, other) => {
      for (const storage of ['plain', 'hashed'] as const) {
        expect(opens(one, rowOf(one, storage))).toBe(true);
        expect(opens(other, rowOf(one, storage))).toBe(other === one);
      }
      expect(opens(publicIdOf(one), rowOf(one, 'hashed'))).toBe(false);
    }),
  );
});

it('makes public ids that are UUID4s, hold nothing of the token, and begin with its fingerprint', () => {
  fc.assert(
    fc.property(token, (one) => {
      const { tokenId, stored } = rowOf(one, 'hashed');
      expect(parseId(tokenId)).toBe(tokenId);
      const hash = createHash('sha256').update(one).digest('hex');
      expect(tokenId.replaceAll('-', '').slice(0, 12)).toBe(hash.slice(0, 12));
      expect(stored.length).toBeLessThanOrEqual(64);
      expect(`${tokenId} ${stored}`).not.toContain(one);
    }),
  );
});

it('opens what tools of others wrote: there the id is the token, whatever the other column holds', () => {
  const id = '16fd2706-8baf-433b-82eb-8c7fada847da' as TokenId;
  expect(opens(id, { tokenId: id, stored: 'eyJhbGciOi' })).toBe(true);
});
