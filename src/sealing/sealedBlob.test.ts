import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSealedImage, isSealedVector, SEAL_BYTES } from '../store/encryption/sealedForm.ts';
import { boundTo } from './boundTo.ts';
import { openBlob, sealBlob } from './sealedBlob.ts';

const key = createSecretKey(randomBytes(32));
const bound = boundTo('vector', 'account-1', 'descriptor-1');

describe('a sealed blob', () => {
  it('opens to what was sealed, and is longer by the same each time', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (plain) => {
        const sealed = sealBlob(key, bound, plain);
        expect(sealed.length).toBe(plain.length + SEAL_BYTES);
        expect(openBlob(key, bound, sealed)).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('is another one each time', () => {
    const plain = Buffer.alloc(64);
    expect(sealBlob(key, bound, plain).equals(sealBlob(key, bound, plain))).toBe(false);
  });

  it('does not open when any bit of it was changed', () => {
    const sealed = sealBlob(key, bound, Buffer.from('a face'));
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openBlob(key, bound, changed), `bit ${bit}`).toBeUndefined();
    }
  });

  it('does not open when it was cut off or made longer', () => {
    const sealed = sealBlob(key, bound, Buffer.from('a face'));
    for (let length = 0; length < sealed.length; length++) {
      expect(openBlob(key, bound, sealed.subarray(0, length)), `${length} bytes`).toBeUndefined();
    }
    expect(openBlob(key, bound, Buffer.concat([sealed, Buffer.alloc(1)]))).toBeUndefined();
  });

  it('does not open with another key, or in the place of another blob', () => {
    const sealed = sealBlob(key, bound, Buffer.from('a face'));
    expect(openBlob(createSecretKey(randomBytes(32)), bound, sealed)).toBeUndefined();
    for (const other of [
      boundTo('image/0', 'account-1', 'descriptor-1'),
      boundTo('vector', 'account-2', 'descriptor-1'),
      boundTo('vector', 'account-1', 'descriptor-2'),
    ]) {
      expect(openBlob(key, other, sealed)).toBeUndefined();
    }
  });

  it('is told from plain vectors and JPEG files', () => {
    for (const components of [1, 128, 512]) {
      const plain = randomBytes(components * 4);
      expect(isSealedVector(plain)).toBe(false);
      expect(isSealedVector(sealBlob(key, bound, plain))).toBe(true);
    }
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(60)]);
    expect(isSealedImage(jpeg)).toBe(false);
    expect(isSealedImage(sealBlob(key, bound, jpeg))).toBe(true);
  });
});
