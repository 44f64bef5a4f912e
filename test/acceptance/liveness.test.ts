import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../support/run/needs.ts';
import type { Answer, RequestOptions } from './support/client.ts';
import { toBmp } from './support/encodings.ts';
import { BOUNDARY, FORM_TYPE, type FormPart, form } from './support/multipart.ts';
import { expectBody, expectDone } from './support/objects.ts';
import { needsOwnServers } from './support/ownServers.ts';
import {
  emptyPhoto,
  groupPhoto,
  hasLabelledFaces,
  labelledPhoto,
  NO_LABELLED_FACES,
  photo,
  warpedPhoto,
} from './support/photos.ts';
import { exchangeRaw, rawBody, rawStatus } from './support/rawSocket.ts';
import { type Account, Server, suite } from './support/server.ts';
import { type ServerProcess, startServer } from './support/serverProcess.ts';
import { expectShape } from './support/shape.ts';
import type { Mode } from './support/target.ts';

interface Liveness {
  readonly prediction: number;
  readonly estimations: { readonly probability: number; readonly quality: number };
}

interface Checked {
  readonly filename: string;
  readonly status: number;
  readonly liveness: Liveness | null;
  readonly error: { readonly error_code: number; readonly desc: string; readonly detail: string };
}

interface LivenessAnswer {
  readonly images: Checked[];
  readonly aggregate_estimations?: { readonly liveness: Liveness | null };
}

const MEGABYTE = 1024 * 1024;

suite('liveness', (server) => {
  let me: Account;
  let erin: Buffer;
  beforeAll(async () => {
    me = await server.newAccount();
    erin = await photo('erin');
  });

  const post = (parts: readonly FormPart[], query: RequestOptions['query'] = {}): Promise<Answer> =>
    me.api.post('/liveness', { body: form(parts), type: FORM_TYPE, query });
  const image = (body: Buffer, filename = 'a.jpg', type = 'image/jpeg'): FormPart => ({
    name: 'images',
    filename,
    type,
    body,
  });
  const check = async (parts: readonly FormPart[], query: RequestOptions['query'] = {}): Promise<LivenessAnswer> =>
    expectBody<LivenessAnswer>(await post(parts, query), 200);
  const checkOne = async (body: Buffer, type = 'image/jpeg'): Promise<Checked> => {
    const [only] = (await check([image(body, 'one', type)])).images;
    if (!only) {
      throw new Error('no image in the answer');
    }
    return only;
  };
  const expectFailed = (checked: Checked, code: number, detail: string | RegExp) => {
    expect(checked).toMatchObject({ status: 0, liveness: null, error: { error_code: code } });
    expect(checked.error.detail).toMatch(detail);
    expect(checked.error.desc).not.toBe('');
  };

  describe('answer', () => {
    test('[70 liveness] one image: members in order, numbers in range', async () => {
      const answer = await post([image(erin)]);
      expect(answer.status, answer.text).toBe(200);
      expectShape(answer, 'liveness');
      const { images } = answer.json<LivenessAnswer>();
      expect(images).toHaveLength(1);
      expect(images[0]).toMatchObject({
        filename: 'a.jpg',
        status: 1,
        error: { error_code: 0, desc: 'Success', detail: 'Success' },
      });
      const liveness = images[0]?.liveness;
      expect([0, 1]).toContain(liveness?.prediction);
      for (const value of Object.values(liveness?.estimations ?? {})) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    });

    test('[70 liveness] several images: one result each, in the order and with the names they came with', async () => {
      const names = ['first.jpg', 'zweites Bild, grün.png', 'first.jpg'];
      const { images, aggregate_estimations } = await check([
        image(erin, names[0]),
        image(await sharp(erin).png().toBuffer(), names[1], 'image/png'),
        image(await emptyPhoto(), names[2]),
      ]);
      expect(images.map(({ filename }) => filename)).toEqual(names);
      expect(images.map(({ status }) => status)).toEqual([1, 1, 0]);
      expect(aggregate_estimations).toBeUndefined();
    });

    test('[70 liveness] aggregate: one common result, decided by the weakest image; failed ones do not count', async () => {
      const answer = await post([image(erin), image(await photo('blonde')), image(await emptyPhoto())], {
        aggregate: 1,
      });
      const { images, aggregate_estimations } = expectBody<LivenessAnswer>(answer, 200);
      const judged = images.flatMap(({ liveness }) => liveness ?? []);
      expect(judged).toHaveLength(2);
      const least = (member: 'probability' | 'quality') =>
        Math.min(...judged.map(({ estimations }) => estimations[member]));
      expect(aggregate_estimations?.liveness?.estimations).toEqual({
        probability: least('probability'),
        quality: least('quality'),
      });
      expect(aggregate_estimations?.liveness?.prediction).toBe(Math.min(...judged.map(({ prediction }) => prediction)));
    });

    test('[70 liveness] aggregate of one image is its own result; of none that can be judged it is null', async () => {
      const answer = await post([image(erin)], { aggregate: 1 });
      expectShape(answer, 'livenessAggregate');
      const { images, aggregate_estimations } = answer.json<LivenessAnswer>();
      expect(aggregate_estimations?.liveness).toEqual(images[0]?.liveness);
      const none = await check([image(await emptyPhoto())], { aggregate: 1 });
      expect(none.aggregate_estimations).toEqual({ liveness: null });
    });

    test('[70 liveness] [00 §5] one image as the body: raw and base64', async () => {
      const bodies: [string, Buffer][] = [
        ['image/jpeg', erin],
        ['image/png', await sharp(erin).png().toBuffer()],
        ['image/bmp', await toBmp(erin)],
        ['image/x-jpeg-base64', Buffer.from(erin.toString('base64'))],
      ];
      for (const [type, body] of bodies) {
        const { images } = expectBody<LivenessAnswer>(await me.api.post('/liveness', { body, type }), 200);
        expect(images, type).toHaveLength(1);
        expect(images[0], type).toMatchObject({ status: 1, error: { error_code: 0 } });
      }
    });

    test('[70 liveness] the same image gives the same numbers, as a part and as the body', async () => {
      const body = { body: erin, type: 'image/jpeg' };
      const { images } = expectBody<LivenessAnswer>(await me.api.post('/liveness', body), 200);
      expect(images[0]?.liveness).toEqual((await checkOne(erin)).liveness);
    });

    test('[70 liveness] a part may carry any type or none: the bytes tell what it is', async () => {
      for (const type of ['application/octet-stream', 'multipart/form-data', 'text/plain', '']) {
        expect(await checkOne(erin, type), type).toMatchObject({ status: 1 });
      }
      const base64 = Buffer.from(erin.toString('base64'));
      expect(await checkOne(base64, 'image/x-jpeg-base64')).toMatchObject({ status: 1 });
    });

    test('[70 liveness] meta is a JSON object about the source, before or after the images', async () => {
      const meta = { name: 'meta', type: 'application/json', body: '{"device":{"OS":"IOS"},"position":[1,2]}' };
      expect((await check([meta, image(erin)])).images[0]?.status).toBe(1);
      expect((await check([image(erin), { ...meta, filename: 'meta.json' }])).images[0]?.status).toBe(1);
    });

    test('[00 §1] under every prefix, with either kind of credentials', async () => {
      const request = { body: erin, type: 'image/jpeg' };
      for (const prefix of ['/4', '/6', '/3']) {
        expectBody(await me.api.under(prefix).post('/liveness', request), 200);
      }
      expectBody(await me.basic.post('/liveness', request), 200);
    });

    test('nothing is stored', async () => {
      expect(await me.api.get('/storage/descriptors').then((answer) => answer.json())).toMatchObject({ count: 0 });
    });
  });

  describe('images that cannot be judged', () => {
    test('[70 liveness] no face', async () => {
      expectFailed(await checkOne(await emptyPhoto()), 4003, 'No faces found. Detail: No faces found.');
    });

    test('[70 liveness] more than one face', async () => {
      expectFailed(await checkOne(await groupPhoto('three')), 4004, /3 faces/);
    });

    test('[70 liveness] a warped image', async () => {
      expectFailed(await checkOne(await warpedPhoto()), 4009, /warped/);
    });

    test('[70 liveness] a face that is too small', async () => {
      const small = await sharp(erin).resize(110).extend({ right: 400, bottom: 300, background: '#888' }).jpeg();
      expectFailed(await checkOne(await small.toBuffer()), 4009, /Face width \(\d+\).*minimum allowed \(\d+\)/);
    });

    test('[70 liveness] a face without room around it', async () => {
      const found = await me.api.post('/storage/descriptors', {
        body: erin,
        type: 'image/jpeg',
        query: { extract_descriptor: 0 },
      });
      const [face] = expectBody<{ faces: { rect: Record<'x' | 'y' | 'width' | 'height', number> }[] }>(
        found,
        201,
      ).faces;
      const { x = 0, y = 0, width = 1, height = 1 } = face?.rect ?? {};
      const tight = await sharp(erin).extract({ left: x, top: y, width, height }).jpeg({ quality: 95 }).toBuffer();
      expectFailed(await checkOne(tight), 4009, /edge of the image \(\d+\).*minimum allowed \(\d+\)/);
    });

    test('[20 errors] wrong sizes', async () => {
      expectFailed(await checkOne(await emptyPhoto(95, 200)), 3002, '(95x200) is lower than minimum allowed (96x96)');
      expectFailed(await checkOne(await emptyPhoto(4100, 100)), 3002, /greater than maximum allowed \(4096x4096\)/);
    });

    test('[20 errors] not decodable: by the type that was declared', async () => {
      expectFailed(await checkOne(Buffer.from('hello')), 3001, /./);
      expectFailed(await checkOne(Buffer.from('hello'), 'image/png'), 18002, 'Failed convert bytes to jpg');
      expectFailed(await checkOne(Buffer.from('not base64!'), 'image/x-jpeg-base64'), 18001, /base64/);
      expectFailed(await checkOne(Buffer.alloc(0)), 3001, /./);
      expectFailed(await checkOne(erin.subarray(0, erin.length / 2)), 3001, /./);
    });
  });

  describe('requests that cannot be served', () => {
    test('[00 §3] without credentials, with wrong ones', async () => {
      const request = { body: form([image(erin)]), type: FORM_TYPE };
      server.expectError(await server.anonymous.post('/liveness', request), 401, 12010);
      const wrong = server.as({ kind: 'basic', login: me.email, password: 'wrong password' });
      server.expectError(await wrong.post('/liveness', request), 401, 11002);
    });

    test('[00 §7] other methods', async () => {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        server.expectError(await me.api.send(method, '/liveness'), 405, 12021);
      }
      expect((await server.anonymous.send('OPTIONS', '/liveness')).headers.allow).toBe('POST, OPTIONS');
    });

    test('[70 liveness] [97 flags] aggregate is 0 or 1', async () => {
      expect((await check([image(erin)], { aggregate: 0 })).aggregate_estimations).toBeUndefined();
      for (const value of ['2', 'true', '', '-1']) {
        const answer = await post([image(erin)], { aggregate: value });
        if (server.mode === 'lp3') {
          expectBody(answer, 200);
        } else {
          server.expectError(answer, 400, 12012, 'aggregate');
        }
      }
    });

    test('[00 §5] another content type, or none', async () => {
      for (const type of ['application/json', 'image/jpg', 'multipart/mixed; boundary=x', 'text/plain']) {
        server.expectError(await me.api.post('/liveness', { body: erin, type }), 400, 12017);
      }
      server.expectError(await me.api.post('/liveness'), 400, 12017);
    });

    test('[00 §5] bad base64 as the body', async () => {
      const answer = await me.api.post('/liveness', { body: 'not base64!', type: 'image/x-jpeg-base64' });
      server.expectError(answer, 500, 18001);
    });

    test('[70 liveness] no image among the parts', async () => {
      for (const parts of [[], [{ name: 'meta', body: '{}' }], [{ ...image(erin), name: 'image' }]]) {
        server.expectError(await post(parts), 400, 12014, 'images');
      }
      const { name: _name, ...nameless } = image(erin);
      server.expectError(await post([nameless]), 400, 12014, 'images');
    });

    test('[70 liveness] meta that is no JSON object', async () => {
      for (const body of ['', 'hello', '{"device":', '5', '[]', '"text"', '['.repeat(60_000)]) {
        server.expectError(await post([image(erin), { name: 'meta', body }]), 400, 12002);
      }
      server.expectError(await post([image(erin), { name: 'meta', body: 'null' }]), 400, 12005);
    });
  });

  describe('multipart bombs', () => {
    const send = (body: Buffer | string, type = FORM_TYPE) => me.api.post('/liveness', { body, type });

    test('[issue 5, bad input] no boundary, or one that never comes', async () => {
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary', 'multipart/form-data; boundary=']) {
        server.expectError(await send(form([image(erin)]), type), 400, 12017);
      }
      server.expectError(await send(form([image(erin)]), 'multipart/form-data; boundary=another'), 400, 12025);
    });

    test('[issue 5, bad input] a body that is none, that is empty, that ends early', async () => {
      const whole = form([image(erin)]);
      for (const body of ['', 'hello', `--${BOUNDARY}`, `--${BOUNDARY}\r\n\r\n`, whole.subarray(0, 100)]) {
        server.expectError(await send(body), 400, 12025);
      }
      server.expectError(await send(whole.subarray(0, whole.length - 30)), 400, 12025);
    });

    test('[issue 5, bad input] thousands of parts', async () => {
      const parts = Array.from({ length: 20_000 }, (_, index) => ({ name: `x${index}`, body: '1' }));
      server.expectError(await post(parts), 413, 102);
      const images = Array.from({ length: 1000 }, () => image(Buffer.from('x')));
      server.expectError(await post(images), 413, 102);
    });

    test('[issue 5, bad input] as many images as are allowed', async () => {
      const { images } = await check(Array.from({ length: 32 }, (_, index) => image(Buffer.from('x'), `${index}`)));
      expect(images.map(({ filename }) => filename)).toEqual(Array.from({ length: 32 }, (_, index) => `${index}`));
    });

    test('[issue 5, bad input] endless headers of a part, thousands of headers', async () => {
      const long = [`--${BOUNDARY}\r\nContent-Disposition: form-data; name="images"; filename="`, '"\r\n\r\nx\r\n'];
      const many = 'X-A: b\r\n'.repeat(20_000);
      for (const body of [
        `${long[0]}${'n'.repeat(MEGABYTE)}${long[1]}--${BOUNDARY}--\r\n`,
        `--${BOUNDARY}\r\n${many}Content-Disposition: form-data; name="images"\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
        `--${BOUNDARY}\r\n`.repeat(20_000),
      ]) {
        server.expectOrderly(await send(body), 200, 400, 413);
      }
    });

    test('[issue 5, bad input] a content length of 10 GB: 413 before the body', async () => {
      const lines = [
        'POST /4/liveness HTTP/1.1',
        `X-Auth-Token: ${me.token}`,
        `Content-Type: ${FORM_TYPE}`,
        'Content-Length: 10737418240',
        'Host: acceptance.test',
      ];
      const answer = await exchangeRaw(server.url, `${lines.join('\r\n')}\r\n\r\n--${BOUNDARY}`);
      expect(rawStatus(answer), answer).toBe(413);
      expect(JSON.parse(rawBody(answer))).toMatchObject({ error_code: 102 });
    });

    test('[issue 5, bad input] an endless part in chunks ends with 413, meta long before the rest', async () => {
      const head = (name: string) =>
        Buffer.from(
          [
            'POST /4/liveness HTTP/1.1',
            `X-Auth-Token: ${me.token}`,
            `Content-Type: ${FORM_TYPE}`,
            'Transfer-Encoding: chunked',
            'Host: acceptance.test',
            '',
            '',
          ].join('\r\n') + asChunk(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
        );
      const megabyte = asChunk('x'.repeat(MEGABYTE));
      const metaAnswer = await exchangeRaw(server.url, Buffer.concat([head('meta'), Buffer.from(megabyte)]));
      expect(rawStatus(metaAnswer)).toBe(413);
      for (const name of ['images', 'anything']) {
        const endless = Buffer.concat([head(name), Buffer.from(megabyte.repeat(80))]);
        expect([0, 413]).toContain(rawStatus(await exchangeRaw(server.url, endless).catch(() => '')));
      }
    });

    test('[issue 5, bad input] a content length that is too short, a connection dropped in the middle', async () => {
      const body = form([image(erin)]);
      const head = (length: number) =>
        `POST /4/liveness HTTP/1.1\r\nX-Auth-Token: ${me.token}\r\nContent-Type: ${FORM_TYPE}\r\n` +
        `Content-Length: ${length}\r\nHost: acceptance.test\r\n\r\n`;
      const short = Buffer.concat([Buffer.from(head(body.length - 100)), body]);
      expect(rawStatus(await exchangeRaw(server.url, short))).toBe(400);
      for (let attempt = 0; attempt < 3; attempt++) {
        await exchangeRaw(server.url, Buffer.concat([Buffer.from(head(body.length)), body.subarray(0, 5000)]), 100);
      }
    });

    test('[issue 5, bad input] multipart inside multipart, the boundary inside a part', async () => {
      const inner = form([image(erin)])
        .toString('latin1')
        .replaceAll(BOUNDARY, 'inner');
      const nested = { name: 'images', type: 'multipart/mixed; boundary=inner', body: Buffer.from(inner, 'latin1') };
      expectFailed((await check([nested])).images[0] as Checked, 3001, /./);
      const broken = form([image(Buffer.from(`x\r\n--${BOUNDARY}\r\n\r\n--${BOUNDARY}--\r\n`)), image(erin)]);
      server.expectOrderly(await send(broken), 200, 400);
    });

    test('[issue 5, bad input] after all of it the server still serves', async () => {
      expect(await checkOne(erin)).toMatchObject({ status: 1 });
    });
  });

  describe('labelled pictures', needs(hasLabelledFaces, NO_LABELLED_FACES), () => {
    test('[70 liveness] a living person, a print and a screen are told apart', async () => {
      const { images } = await check(
        ['T1', 'F1', 'F2'].map((name) => image(labelledPhoto(`liveness/image_${name}.jpg`), name)),
      );
      const [living, ...attacks] = images.map(({ liveness }) => liveness);
      expect(living?.prediction).toBe(1);
      expect(living?.estimations.probability).toBeGreaterThan(0.8);
      for (const attack of attacks) {
        expect(attack?.prediction).toBe(0);
        expect(attack?.estimations.probability).toBeLessThan(0.2);
      }
    });
  });
});

function asChunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

/** A setting that only a server of our own can be given. */
describe.each<Mode>(['backport3', 'lp3'])('liveness switched off · %s', needsOwnServers(), (mode) => {
  let folder: string;
  let running: ServerProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luna-acceptance-liveness-'));
    const settings = { COMPATIBILITY: mode, DATA_DIR: folder, VISION_WORKERS: '1', LIVENESS_ENABLED: '0' };
    running = await startServer(settings);
  });
  afterAll(async () => {
    await running?.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  test('[70 liveness] 403, naming the feature', async () => {
    const server = new Server({ url: running.url, mode });
    const { api } = await server.newAccount();
    for (const body of [await photo('erin'), Buffer.from('no image')]) {
      server.expectError(await api.post('/liveness', { body, type: 'image/jpeg' }), 403, 11055, 'liveness');
    }
    expectDone(await api.patch('/handlers/identify', { json: { liveness_policy: { check_liveness: 1 } } }));
    const demanding = await api.post('/handlers/identify', { body: await photo('erin'), type: 'image/jpeg' });
    server.expectError(demanding, 403, 11055, 'liveness');
  });
});
