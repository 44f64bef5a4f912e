import sharp from 'sharp';
import { afterEach, expect, it } from 'vitest';
import { DecoderProcess } from './decoderProcess.ts';

const decoder = new DecoderProcess();
afterEach(() => decoder.close());

const grey = { create: { width: 120, height: 100, channels: 3, background: '#808080' } } as const;
const photo = async () => ({
  bytes: await sharp(grey).tiff().toBuffer(),
  failOn: 'error' as const,
  limit: 4096 ** 2,
  seconds: 10,
});

it('is started by the first picture and kept for the next', async () => {
  expect(decoder.pid).toBeUndefined();
  const { width, height, data } = await decoder.decode(await photo());
  expect([width, height, ...data.subarray(0, 3)]).toEqual([120, 100, 128, 128, 128]);
  const { pid } = decoder;
  await decoder.decode(await photo());
  expect(decoder.pid).toBe(pid);
});

it('goes on after a file that cannot be decoded', async () => {
  await expect(decoder.decode({ ...(await photo()), bytes: Buffer.from('no picture') })).rejects.toThrow();
  const { pid } = decoder;
  expect(await decoder.decode(await photo())).toMatchObject({ width: 120 });
  expect(decoder.pid).toBe(pid);
});

it('is ended by a file that takes too much processor time, and started anew for the next', async () => {
  await decoder.decode(await photo());
  const { pid } = decoder;
  const bytes = await sharp({ create: { ...grey.create, width: 4096, height: 4096 } })
    .avif({ effort: 0 })
    .toBuffer();
  // Half a second of work: many looks at the processor time, on a fast machine too.
  const bomb = { ...(await photo()), bytes, seconds: 0.01 };
  const [killed, next] = await Promise.allSettled([decoder.decode(bomb), decoder.decode(await photo())]);
  expect(killed).toMatchObject({
    status: 'rejected',
    reason: { message: 'the decoder process ended without an answer' },
  });
  expect(next).toMatchObject({ status: 'fulfilled', value: { width: 120 } });
  expect(decoder.pid).not.toBe(pid);
});
