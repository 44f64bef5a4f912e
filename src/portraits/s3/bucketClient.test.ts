import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBucketClient } from './bucketClient.ts';

const SECRET = 'a-secret';
const REGION = 'us-east-1';

let server: Server;
let seen: IncomingMessage | undefined;
beforeAll(async () => {
  server = createServer((request, response) => {
    seen = request;
    response.end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** What a service computes of a request that came, by the description of Signature Version 4. */
function signatureOf({ method, url = '', headers }: IncomingMessage): string {
  const { pathname, searchParams } = new URL(url, 'http://x');
  const signed = /SignedHeaders=([^,]+)/.exec(String(headers.authorization))?.[1] ?? '';
  const query = [...searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const lines = signed.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = [method, pathname, query, lines.join(''), signed, headers['x-amz-content-sha256']].join('\n');
  const time = String(headers['x-amz-date']);
  const scope = `${time.slice(0, 8)}/${REGION}/s3/aws4_request`;
  const key = [time.slice(0, 8), REGION, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  return hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`).toString('hex');
}

it.each([
  [
    'a list with a prefix',
    { method: 'GET', key: '', query: { 'list-type': '2', prefix: 'luna/ab/', 'start-after': 'luna/ab/cd/4bz' } },
  ],
  ['a question without a value', { method: 'GET', key: '', query: { versioning: '' } }],
  [
    'an object',
    { method: 'PUT', key: 'luna/ab/cd/x_96.jpg', body: Buffer.from('x'), headers: { 'if-none-match': '*' } },
  ],
] as const)('signs %s as services compute it', async (_, call) => {
  const client = createBucketClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bucket: 'faces',
    region: REGION,
    prefix: 'luna/',
    accessKeyId: 'an-id',
    secretAccessKey: SECRET,
    pathStyle: true,
    callMs: 5000,
    connections: 2,
  });
  await client.send(call);
  if (!seen) expect.unreachable('no request came');
  expect(seen.headers.authorization).toContain(`Signature=${signatureOf(seen)}`);
});
