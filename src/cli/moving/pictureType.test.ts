import { expect, test } from 'vitest';
import { pictureType } from './pictureType.ts';

const AVIF = `0000001c${Buffer.from('ftypavif').toString('hex')}00000000`;

test.each([
  ['ffd8ffe0', 'image/jpeg'],
  ['89504e470d0a1a0a', 'image/png'],
  ['50360a31', 'image/x-portable-pixmap'],
  ['424d0000', 'image/bmp'],
  ['49492a00', 'image/tiff'],
  ['4d4d002b0008', 'image/tiff'],
  ['474946383961', 'image/gif'],
  ['524946460000000057454250', 'image/webp'],
  // Decoded, but the contract has no content type for it.
  [AVIF, undefined],
  ['50365050', undefined],
  ['', undefined],
])('%s is sent as %s', (head, type) => {
  expect(pictureType(Buffer.from(head, 'hex'))).toBe(type);
});
