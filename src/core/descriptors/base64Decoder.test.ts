import { afterAll, expect, test } from 'vitest';
import { BufferPool } from '../../concurrency/memory/bufferPool.ts';
import { createBase64Decoder } from './base64Decoder.ts';

const buffers = new BufferPool(1024 * 1024, 1);
const decoder = createBase64Decoder(buffers);
afterAll(() => decoder.close());

const SMALL = Buffer.alloc(1024, 'AQID');
const LARGE = Buffer.alloc(1024 * 1024, 'AQID');
/** A buffer of its own, as that of a body is. */
const own = (text: Buffer) => Uint8Array.from(text);

test.each([SMALL, LARGE])('text is decoded, short and long', async (text) => {
  const expected = Buffer.from(text.toString(), 'base64');
  expect(expected.equals((await decoder.decode(own(text))) ?? new Uint8Array())).toBe(true);
  expect(await decoder.decode(own(Buffer.alloc(text.length, 'https://')))).toBeUndefined();
});

test('a large one goes to its thread and comes back in the buffer that it went in', async () => {
  const text = own(LARGE);
  const { buffer } = text;
  const decoding = decoder.decode(text);
  await expect.poll(() => buffer.byteLength).toBe(0);
  expect((await decoding)?.buffer.byteLength).toBe(LARGE.length);
});

test('one that nobody waits for any more is not decoded', async () => {
  const gone = new Error('the client left');
  const client = new AbortController();
  const [first, second] = [own(LARGE), own(LARGE)];
  const running = decoder.decode(first);
  const waiting = decoder.decode(second, client.signal);
  client.abort(gone);
  await expect(waiting).rejects.toBe(gone);
  await running;
  expect(second.length, 'stayed where it was').toBe(LARGE.length);
});

test('a lent one is decoded where it is, and is not lent again before that is done, whoever left', async () => {
  const client = new AbortController();
  const first = buffers.lend(LARGE.length);
  LARGE.copy(first.bytes);
  const decoding = decoder.decode(first.bytes, client.signal);
  client.abort(new Error('the client left'));
  await expect(decoding).rejects.toThrow('the client left');
  first.end();
  const isLent = () => {
    const loan = buffers.lend(LARGE.length);
    loan.end();
    return loan.bytes.buffer === first.bytes.buffer;
  };
  expect(isLent(), 'the thread is at work').toBe(false);
  await expect.poll(isLent).toBe(true);
  const next = buffers.lend(LARGE.length);
  LARGE.copy(next.bytes);
  const decoded = await decoder.decode(next.bytes);
  expect(decoded?.buffer === next.bytes.buffer, 'its memory is known').toBe(true);
  expect(Buffer.from(LARGE.toString(), 'base64').equals(decoded ?? new Uint8Array())).toBe(true);
  next.end();
});
