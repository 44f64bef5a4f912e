import { expect, test } from 'vitest';
import { decodeBase64 } from '../../../domain/base64.ts';
import { BadImage } from '../../../domain/errors.ts';
import { ApiError } from '../../errors/apiError.ts';
import { compatibilityOf } from '../../operations/compatibility.ts';
import { faceBody, imageBody, withImageErrors } from './imageBody.ts';

const base64 = { decode: async (text: Uint8Array) => decodeBase64(text) };
const rules = { compatibility: compatibilityOf('backport3'), maxCandidates: 5, base64 };

async function codeOf(work: () => unknown): Promise<number> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ApiError) return error.entry.code;
    throw error;
  }
  return 0;
}

test.each([
  ['', 12017],
  ['image/jpg', 12017],
  ['image/svg+xml', 12017],
  ['image/webp', 0],
  ['image/x-webp-base64', 0],
  ['image/x-ms-bmp', 0],
  ['image/x-ms-bmp-base64', 0],
  ['image/x-portable-graymap', 0],
  ['image/x-portable-bitmap-base64', 0],
  ['image/x-portable-anymap-base64', 0],
  ['image/x-bmp-base64', 0],
  ['image/x-x-windows-bmp-base64', 12017],
  ['application/json', 12017],
  ['application/x-vl-face-descriptor-base64', 0],
  ['application/x-vl-xpk', 0],
  ['image/jpeg', 0],
  ['image/x-windows-bmp', 0],
  ['image/x-portable-pixmap-base64', 0],
  ['toString', 12017],
])('content type %j → %i', async (contentType, code) => {
  expect(await codeOf(() => faceBody.read({ bytes: Buffer.from('AAAA'), contentType }, rules))).toBe(code);
  const onlyImages = contentType.startsWith('application/') ? 12017 : code;
  expect(await codeOf(() => imageBody.read({ bytes: Buffer.from('AAAA'), contentType }, rules))).toBe(onlyImages);
});

test('an undecodable image of a type that is converted first has its own error', async () => {
  const fail = () => Promise.reject(new BadImage({ kind: 'undecodable' }));
  const image = Buffer.alloc(0);
  await expect(withImageErrors({ image, convertible: true }, fail)).rejects.toThrowError(ApiError);
  await expect(withImageErrors({ image, convertible: false }, fail)).rejects.toThrowError(BadImage);
});
