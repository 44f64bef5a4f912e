import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { samplePath } from '../acceptance/support/samples.ts';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { Authority, hasOpenssl } from './support/certificates.ts';
import { run, type Serving, serve } from './support/commandLine.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const MB = 1024 * 1024;

describe('HTTP/2', needs(hasOpenssl, 'openssl is not installed'), () => {
  let folder: string;
  let authority: Authority;
  let service: Serving | undefined;
  /** With the usual settings, for the tests that change none. */
  let usual: Serving | undefined;
  let log = '';
  const sessions: ClientHttp2Session[] = [];
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    await testModels();
    folder = mkdtempSync(join(tmpdir(), 'luna-http2-'));
    authority = new Authority(join(folder, 'authority'));
    const { certificate, key } = authority.sign('server');
    copyFileSync(certificate, file('server.pem'));
    copyFileSync(key, file('server.key'));
  });
  afterEach(async () => {
    for (const session of sessions.splice(0)) session.destroy();
    await service?.end('SIGTERM');
    service = undefined;
  });
  afterAll(async () => {
    await usual?.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  const TLS = () => ({ TLS_CERTIFICATE: file('server.pem'), TLS_KEY: file('server.key') });

  async function start(settings: Readonly<Record<string, string>>): Promise<URL> {
    service = await launch(settings);
    return addressOf(service);
  }

  async function usualServer(): Promise<URL> {
    usual ??= await launch({});
    log = '';
    return addressOf(usual);
  }

  async function launch(settings: Readonly<Record<string, string>>): Promise<Serving> {
    const serving = await serve({ DATA_DIR: file(`data-${Math.random()}`), ...TLS(), HTTP2: '1', ...settings });
    log = '';
    serving.process.stderr?.on('data', (chunk) => {
      log += chunk;
    });
    return serving;
  }

  const addressOf = ({ line }: Serving) => new URL(/(https:\/\/[^ ]+)/.exec(line)?.[1] ?? '');

  async function open(url: URL, options: object = {}): Promise<ClientHttp2Session> {
    // Bodies that nobody reads stay in the memory of the client.
    const session = connect(url, { ca: authority.text, maxSessionMemory: 1000, ...options });
    sessions.push(session);
    session.on('error', () => undefined);
    await once(session, 'connect');
    return session;
  }

  function begin(session: ClientHttp2Session, headers: OutgoingHttpHeaders, endStream = false): ClientHttp2Stream {
    const stream = session.request(headers, { endStream });
    stream.on('error', () => undefined);
    return stream;
  }

  async function answerOf(stream: ClientHttp2Stream): Promise<Answer> {
    // From the beginning: Node throws away what nobody reads when the end of the stream comes with it.
    const [[headers], body] = await Promise.all([once(stream, 'response'), text(stream)]);
    return { status: Number((headers as IncomingHttpHeaders)[':status']), headers, text: body };
  }

  function ask(
    session: ClientHttp2Session,
    method: string,
    path: string,
    { headers = {}, body }: { readonly headers?: OutgoingHttpHeaders; readonly body?: Buffer | string } = {},
  ): Promise<Answer> {
    const stream = begin(session, { ':method': method, ':path': path, ...headers }, body === undefined);
    if (body !== undefined) stream.end(body);
    return answerOf(stream);
  }

  let accounts = 0;
  async function register(session: ClientHttp2Session): Promise<{ readonly 'x-auth-token': string }> {
    accounts += 1;
    const email = `h2-${accounts}@example.com`;
    const body = JSON.stringify({ organization_name: 'HTTP/2', email, password: 'secret-word' });
    const made = await ask(session, 'POST', '/4/accounts', { headers: JSON_TYPE, body });
    expect(made.status).toBe(201);
    return { 'x-auth-token': JSON.parse(made.text).token };
  }

  /** By HTTP/1.1, as every client that does not ask for more. */
  async function askPlainly(url: URL, path: string): Promise<{ readonly version: string; readonly status: number }> {
    const sent = request(new URL(path, url), { agent: new Agent({ keepAlive: false }), ca: authority.text });
    sent.end();
    const [answer] = await once(sent, 'response');
    answer.resume();
    return { version: answer.httpVersion, status: answer.statusCode };
  }

  test('is off unless it is asked for, and needs a certificate', async () => {
    const { code, stderr } = await run(['serve'], { DATA_DIR: file('no-tls'), HTTP2: '1' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('HTTP2: needs TLS_CERTIFICATE and TLS_KEY')]);
    const url = await start({ HTTP2: '0' });
    const session = connect(url, { ca: authority.text });
    sessions.push(session);
    const [error] = (await once(session, 'error')) as [Error & { code?: string }];
    expect(error.code).toMatch(/^ERR_(HTTP2|SSL)/);
    expect(await askPlainly(url, '/readyz')).toMatchObject({ version: '1.1' });
  });

  test('does all of it over one connection, beside clients of HTTP/1.1', async () => {
    const url = await usualServer();
    const session = await open(url);
    const token = await register(session);
    const photo = readFileSync(samplePath(1));
    const image = { ...token, 'content-type': 'image/jpeg' };
    const extract = (body: Buffer) => ask(session, 'POST', '/4/storage/descriptors', { headers: image, body });
    const faces = await extract(photo);
    expect(faces.status).toBe(201);
    const [{ id }] = JSON.parse(faces.text).faces;
    const portrait = begin(session, { ':path': `/4/storage/portraits/${id}`, ...token }, true);
    const [shown] = (await once(portrait, 'response')) as [IncomingHttpHeaders];
    expect(shown).toMatchObject({ ':status': 200, 'content-type': 'image/jpeg' });
    expect((await portrait.toArray()).length).toBeGreaterThan(0);

    const person = { headers: { ...token, ...JSON_TYPE }, body: JSON.stringify({ user_data: 'Jane' }) };
    const made = await Promise.all(
      Array.from({ length: 50 }, () => ask(session, 'POST', '/4/storage/persons', person)),
    );
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    const list = await ask(session, 'GET', '/4/storage/persons?page_size=100', { headers: token });
    expect(JSON.parse(list.text).count).toBe(50);
    // Members in the order of the contract, names of headers in small letters as HTTP/2 has them.
    expect(Object.keys(JSON.parse(list.text).persons[0])).toEqual([
      'id',
      'user_data',
      'external_id',
      'create_time',
      'descriptors',
      'lists',
    ]);
    expect(list.headers).toMatchObject({ 'content-type': 'application/json', 'luna-request-id': expect.any(String) });
    const gone = await ask(session, 'DELETE', `/4/storage/persons/${JSON.parse(made[0]?.text ?? '').person_id}`, {
      headers: token,
    });
    expect([gone.status, gone.text]).toEqual([204, '']);
    const none = await ask(session, 'GET', '/4/nothing', { headers: token });
    expect([none.status, JSON.parse(none.text).error_code]).toEqual([404, 12013]);
    const unknown = await ask(session, 'GET', '/4/storage/persons');
    expect([unknown.status, unknown.headers['www-authenticate']]).toEqual([
      401,
      'Basic realm="login:password" or token',
    ]);
    expect(await askPlainly(url, '/readyz')).toEqual({ version: '1.1', status: 200 });
  });

  test('answers what it refuses before a body, and goes on with the connection', async () => {
    const url = await usualServer();
    const session = await open(url);
    const token = await register(session);
    const body = Buffer.alloc(8 * MB);
    for (let round = 0; round < 3; round++) {
      const refused = await ask(session, 'POST', '/4/storage/descriptors', {
        headers: { 'content-type': 'image/jpeg' },
        body,
      });
      expect([refused.status, JSON.parse(refused.text).error_code]).toEqual([401, 12010]);
    }
    const image = { ...token, 'content-type': 'image/jpeg', 'content-length': 100 * MB };
    const long = begin(session, { ':method': 'POST', ':path': '/4/storage/descriptors', ...image });
    expect((await answerOf(long)).status).toBe(413);
    const undeclared = await ask(session, 'POST', '/4/storage/persons', {
      headers: { ...token, ...JSON_TYPE },
      body: Buffer.alloc(2 * MB, ' '),
    });
    expect(undeclared.status).toBe(413);
    const waiting = begin(session, {
      ':method': 'POST',
      ':path': '/4/storage/persons',
      ...token,
      ...JSON_TYPE,
      expect: '100-continue',
    });
    const answered = answerOf(waiting);
    await once(waiting, 'continue');
    waiting.end('{}');
    expect((await answered).status).toBe(201);
    expect((await ask(session, 'GET', '/4/storage/persons', { headers: token })).status).toBe(200);
  });

  test('streams live figures, and ends them when the client takes the stream back', async () => {
    const url = await usualServer();
    const session = await open(url);
    const token = await register(session);
    const headers = { ':path': '/ext/1/live', accept: 'text/event-stream', ...token };
    for (let round = 0; round < 20; round++) {
      const stream = begin(session, headers, true);
      const [answer] = (await once(stream, 'response')) as [IncomingHttpHeaders];
      expect(answer[':status']).toBe(200);
      await once(stream, 'data');
      stream.close(constants.NGHTTP2_CANCEL);
      await once(stream, 'close');
    }
  });

  test('lets no client hold more streams than the setting says, and none reset without end', async () => {
    const url = await start({ HTTP2_STREAMS: '5' });
    const session = await open(url);
    const token = await register(session);
    expect(session.remoteSettings.maxConcurrentStreams).toBe(5);
    let isClosed = false;
    let said: number | undefined;
    session.once('goaway', (code: number) => {
      said = code;
    });
    session.once('close', () => {
      isClosed = true;
    });
    for (let sent = 0; sent < 5000 && !session.closed && !session.destroyed; sent += 5) {
      const streams = Array.from({ length: 5 }, () =>
        begin(session, { ':path': '/4/storage/persons', ...token }, true),
      );
      // Sent, and then taken back.
      await new Promise((resolve) => setImmediate(resolve));
      for (const stream of streams) stream.close(constants.NGHTTP2_CANCEL);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => isClosed).toBe(true);
    expect(said).toBe(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    await expect.poll(() => log).toContain('took back too many requests');
    expect(log.split('"route":"/4/storage/persons"').length).toBeLessThan(300);
    const other = await open(url);
    expect((await ask(other, 'GET', '/4/storage/persons', { headers: token })).status).toBe(200);
  });

  test.each(['TRACE', 'X'])('%s is a method that no page has', async (method) => {
    const session = await open(await usualServer());
    for (const path of ['/version', '/4/storage/persons']) {
      const { status, text: body } = await ask(session, method, path);
      expect(status).toBe(405);
      expect(JSON.parse(body)).toMatchObject({ error_code: 12021 });
    }
    expect((await ask(session, method, '/nope')).status).toBe(404);
    expect((await ask(session, 'GET', '/version')).status).toBe(200);
    expect(log).not.toContain('fastify');
  });

  test('a body that does not come is given up, one that idles without a request is closed', async () => {
    const url = await start({ REQUEST_TIMEOUT_SECONDS: '1', KEEP_ALIVE_SECONDS: '1' });
    const session = await open(url);
    const token = await register(session);
    const slow = begin(session, { ':method': 'POST', ':path': '/4/storage/persons', ...token, ...JSON_TYPE });
    slow.write('{');
    const began = performance.now();
    await once(slow, 'close');
    expect(performance.now() - began).toBeGreaterThan(900);
    await once(session, 'close');
  });

  test('an upload that is broken off gives its memory back, and a client that leaves is not worked for', async () => {
    const url = await start({ BODY_LIMIT: String(8 * MB), BODY_MEMORY_LIMIT: String(16 * MB) });
    const session = await open(url);
    const token = await register(session);
    const headers = { ':method': 'POST', ':path': '/4/storage/descriptors', 'content-type': 'image/jpeg', ...token };
    for (let round = 0; round < 12; round++) {
      const stream = begin(session, { ...headers, 'content-length': 8 * MB });
      stream.write(Buffer.alloc(MB));
      // The service takes the first bytes once it has the memory for all.
      await expect.poll(() => stream.writableLength, { timeout: 5000 }).toBeLessThan(MB);
      stream.close(constants.NGHTTP2_CANCEL);
      await once(stream, 'close');
    }
    const photo = { ...token, 'content-type': 'image/jpeg' };
    const body = readFileSync(samplePath(1));
    const faces = await ask(session, 'POST', '/4/storage/descriptors', { headers: photo, body });
    expect(faces.status).toBe(201);
  });

  test('a client that takes nothing of a long answer loses its stream, not its connection', async () => {
    const url = await start({ SEND_TIMEOUT_SECONDS: '1' });
    const session = await open(url);
    const page = await ask(session, 'GET', '/console/');
    const [, script = ''] = /src="([^"]+\.js)"/.exec(page.text) ?? [];
    const { pathname: path } = new URL(script, new URL('/console/', url));
    const whole = await ask(session, 'GET', path);
    expect([whole.status, Buffer.byteLength(whole.text)]).toEqual([200, Number(whole.headers['content-length'])]);
    expect(whole.text.length).toBeGreaterThan(150_000);
    const stream = begin(session, { ':path': path }, true);
    await once(stream, 'response');
    stream.pause();
    await once(stream, 'close');
    expect((await ask(session, 'GET', '/readyz')).status).toBe(200);
  });

  test('clients need their certificates, and proxies say whom they speak for', async () => {
    const client = authority.sign('client');
    const url = await start({ TLS_CLIENT_CA: authority.certificate, TRUSTED_PROXIES: '127.0.0.1' });
    const stranger = connect(url, { ca: authority.text });
    sessions.push(stranger);
    stranger.on('error', () => undefined);
    const refused = new Promise((resolve) => stranger.request({ ':path': '/readyz' }).once('error', resolve));
    expect(String(await refused)).toContain('certificate required');
    const own = { cert: readFileSync(client.certificate), key: readFileSync(client.key) };
    const session = await open(url, own);
    expect((await ask(session, 'GET', '/readyz', { headers: { 'x-forwarded-for': '192.0.2.7' } })).status).toBe(200);
    await ask(session, 'GET', '/4/storage/persons', { headers: { 'x-forwarded-for': '192.0.2.7' } });
    await expect.poll(() => log).toContain('"clientAddress":"192.0.2.7"');
  });

  test('SIGTERM under load: what was done is answered, and what is refused was not done', async () => {
    const settings = { CLOSE_DELAY_SECONDS: '0', DATA_DIR: file('data-load') };
    const url = await start(settings);
    const token = await register(await open(url));
    const failures: string[] = [];
    let made = 0;
    const load = async () => {
      const session = await open(url);
      while (!session.closed && !session.destroyed) {
        const headers = { ':method': 'POST', ':path': '/4/storage/persons', ...token, ...JSON_TYPE };
        const stream = begin(session, headers);
        stream.end('{}');
        await answerOf(stream).then(
          ({ status }) => {
            if (status === 201) made += 1;
            else failures.push(String(status));
          },
          (error: Error) => failures.push(error.message),
        );
      }
    };
    const loads = Promise.all(Array.from({ length: 8 }, load));
    await expect.poll(() => made).toBeGreaterThan(100);
    const outcome = service?.end('SIGTERM');
    await loads;
    expect((await outcome)?.code).toBe(0);
    // By these a client knows that it may send the request again, on another connection.
    expect(failures.filter((message) => !message.includes('NGHTTP2_REFUSED_STREAM'))).toEqual([]);
    const again = await open(await start(settings));
    const { text: persons } = await ask(again, 'GET', '/4/storage/persons?page_size=1', { headers: token });
    expect(JSON.parse(persons).count).toBe(made);
  });
});
