import { once } from 'node:events';
import { connect } from 'node:net';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Extraction, expectBody } from './support/objects.ts';
import { type Photo, photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

const PEOPLE: readonly Photo[] = ['erin', 'blonde', 'dark', 'olive'];
/** Larger than what a server copies lightly, as pictures of cameras are. */
const LEAST_BYTES = 2 * 1024 * 1024;
const ROUNDS = 3;
const QUERY = { estimate_attributes: 1, estimate_quality: 1 };

suite('large bodies of many clients at once', (server) => {
  let me: Account;
  const pictures: Buffer[] = [];
  beforeAll(async () => {
    me = await server.newAccount();
    for (const [index, name] of PEOPLE.entries()) {
      const width = 900 + 50 * index;
      const png = await sharp(await photo(name))
        .resize(width, width)
        .png({ compressionLevel: 0 })
        .toBuffer();
      expect(png.length).toBeGreaterThan(LEAST_BYTES);
      pictures.push(png);
    }
  });

  const forms = [
    { type: 'image/png', body: (picture: Buffer) => picture },
    { type: 'image/x-png-base64', body: (picture: Buffer) => Buffer.from(picture.toString('base64')) },
  ];
  type Form = (typeof forms)[number];

  /** What is seen of the face, without ids of its own. */
  async function seen(picture: Buffer, { type, body }: Form): Promise<unknown> {
    const answer = await me.api.post('/storage/descriptors', { body: body(picture), type, query: QUERY });
    return expectBody<Extraction>(answer, 201).faces.map(({ id: _, ...face }) => face);
  }

  /** Leaves when all but the end was sent, or right after the end. */
  async function leave(picture: Buffer, { type, body }: Form, isWhole: boolean): Promise<void> {
    const bytes = body(picture);
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port) }).on('error', () => undefined);
    await once(socket, 'connect');
    const lines = ['POST /4/storage/descriptors HTTP/1.1', 'Host: x', `X-Auth-Token: ${me.token}`];
    socket.write(`${[...lines, `Content-Type: ${type}`, `Content-Length: ${bytes.length}`].join('\r\n')}\r\n\r\n`);
    const sent = new Promise((resolve) => socket.write(isWhole ? bytes : bytes.subarray(0, -1000), resolve));
    await Promise.race([sent, once(socket, 'close')]);
    socket.destroy();
  }

  describe('each is answered for its own picture', () => {
    test('[issue 11, 1] raw and as base64, beside clients that leave', async () => {
      const alone: unknown[] = [];
      for (const picture of pictures) alone.push(await seen(picture, forms[0] as Form));
      expect(new Set(alone.map((face) => JSON.stringify(face))).size).toBe(pictures.length);
      for (let round = 0; round < ROUNDS; round++) {
        const leaving = pictures.flatMap((picture, index) =>
          forms.map((form) => leave(picture, form, index % 2 === 0)),
        );
        const staying = pictures.flatMap((picture) => forms.map((form) => seen(picture, form)));
        expect(await Promise.all(staying)).toEqual(alone.flatMap((face) => forms.map(() => face)));
        await Promise.all(leaving);
      }
    });
  });
});
