import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClientRequest, realClients } from '../support/clients/realClients.ts';
import { type Serving, serve } from './support/commandLine.ts';

const MB = 1024 * 1024;
const SIZES_MB = [2, 10, 70];

let folder: string;
let service: Serving;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'early-answers-'));
  for (const size of SIZES_MB) await writeFile(bodyOf(size), Buffer.alloc(size * MB, 7));
  service = await serve({ DATA_DIR: join(folder, 'data'), BODY_LIMIT: '1MB' });
  const account = { organization_name: 'Early', email: 'early@example.com', password: 'correct horse 9' };
  const answer = await fetch(`${service.url}/4/accounts`, { method: 'POST', body: JSON.stringify(account) });
  ({ token } = (await answer.json()) as { token: string });
});

afterAll(async () => {
  await service?.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const bodyOf = (megabytes: number) => join(folder, `${megabytes}.bin`);

/** What is answered before the body was read, or in the middle of it. */
const EARLY = [
  { status: 401, path: '/4/storage/descriptors', as: 'nobody' },
  { status: 404, path: '/4/nothing', as: 'nobody' },
  { status: 405, path: '/4/matching/identify', method: 'PUT', as: 'nobody' },
  { status: 413, path: '/4/storage/descriptors', as: 'account' },
  { status: 413, path: '/4/storage/persons', as: 'account' },
  { status: 413, path: '/4/liveness', as: 'account', type: 'multipart/form-data; boundary=b' },
] as const;

describe.each(realClients)('answers to bodies that nobody wants, as seen by $name', ({ name, installed, send }) => {
  test.each([false, true])('in chunks: %s', async (chunked) => {
    if (!installed) {
      console.warn(`SKIPPED: ${name} is not installed, nobody knows whether early answers reach it`);
      return;
    }
    const cases = EARLY.flatMap((early) => SIZES_MB.map((size) => ({ early, size })));
    const answers = await send(
      cases.map(
        ({ early, size }): ClientRequest => ({
          method: 'method' in early ? early.method : 'POST',
          url: `${service.url}${early.path}`,
          headers: {
            'Content-Type': 'type' in early ? early.type : 'image/jpeg',
            ...(early.as === 'account' && { 'X-Auth-Token': token }),
          },
          file: bodyOf(size),
          chunked,
        }),
      ),
    );
    const seen = cases.map(({ early, size }, index) => {
      const { status = 0, text = '' } = answers[index] ?? {};
      return `${early.path} ${size} MB: ${status === 0 ? `lost, ${text}` : status}`;
    });
    expect(seen).toEqual(cases.map(({ early, size }) => `${early.path} ${size} MB: ${early.status}`));
    for (const { text } of answers) expect(JSON.parse(text)).toMatchObject({ error_code: expect.any(Number) });
  });
});
