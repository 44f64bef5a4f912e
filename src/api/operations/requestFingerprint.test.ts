import { expect, test } from 'vitest';
import type { ListId } from '../../domain/ids.ts';
import { fingerprintOf } from './requestFingerprint.ts';

type Request = Parameters<typeof fingerprintOf>[0];

const MB = 1024 * 1024;
const image: Request = { method: 'POST', url: '/a?b=c', sentContentType: 'image/jpeg', body: Buffer.alloc(5 * MB, 1) };
const part = (name: string, contentType: string, bytes: Buffer) => ({ name, fileName: undefined, contentType, bytes });
const form = (...parts: unknown[]): Request => ({ ...image, sentContentType: 'multipart/form-data', body: parts });

test('the same request has the same fingerprint', async () => {
  expect(await fingerprintOf({ ...image, body: Buffer.alloc(5 * MB, 1) })).toBe(await fingerprintOf(image));
  expect(await fingerprintOf({ ...image, body: undefined })).toBe(
    await fingerprintOf({ ...image, body: Buffer.alloc(0) }),
  );
});

test('whatever differs makes another one', async () => {
  const lastByte = Buffer.alloc(5 * MB, 1);
  lastByte[lastByte.length - 1] = 2;
  const requests: Request[] = [
    image,
    { ...image, method: 'PATCH' },
    { ...image, url: '/a?b=d' },
    { ...image, sentContentType: 'image/png' },
    { ...image, body: lastByte },
    { ...image, body: lastByte.subarray(1) },
    { ...image, body: undefined },
    form(part('x', 'image/jpeg', Buffer.from('ab'))),
    form(part('y', 'image/jpeg', Buffer.from('ab'))),
    form(part('x', 'image/png', Buffer.from('ab'))),
    form(part('x', 'image/jpeg', Buffer.from('a')), part('x', 'image/jpeg', Buffer.from('b'))),
    form(part('x', 'image/jpeg', Buffer.from('b')), part('x', 'image/jpeg', Buffer.from('a'))),
    form(part('x', 'image/jpeg', Buffer.from('a["x","image/jpeg",1]b'))),
  ];
  const fingerprints = await Promise.all(requests.map((request) => fingerprintOf(request)));
  expect(new Set(fingerprints).size).toBe(requests.length);
});

test('a token that is bound to lists is given no answer of another one', async () => {
  const lists = ['list-1', 'list-2'] as readonly string[] as readonly ListId[];
  const fingerprints = [
    await fingerprintOf(image),
    await fingerprintOf(image, lists.slice(1)),
    await fingerprintOf(image, lists),
  ];
  expect(new Set(fingerprints).size).toBe(3);
  expect(await fingerprintOf(image, null)).toBe(fingerprints[0]);
});

test('others have their turns while a long body is hashed', async () => {
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns++;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await fingerprintOf(image);
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(9);
});
