import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { connect as connectPlainly } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { samplePath } from '../acceptance/support/samples.ts';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { Authority, hasOpenssl } from './support/certificates.ts';
import { run, type Serving, serve } from './support/commandLine.ts';

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  readonly client?: { readonly certificate: string; readonly key: string };
}

describe('TLS', needs(hasOpenssl, 'openssl is not installed'), () => {
  let folder: string;
  let authority: Authority;
  let service: Serving | undefined;
  let log = '';
  /** Files that the settings name. */
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    await testModels();
    folder = mkdtempSync(join(tmpdir(), 'luna-tls-'));
    authority = new Authority(join(folder, 'authority'));
  });
  afterEach(async () => {
    await service?.end('SIGTERM');
    service = undefined;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function install(name: string): void {
    const { certificate, key } = authority.sign(name);
    copyFileSync(certificate, file('server.pem'));
    copyFileSync(key, file('server.key'));
  }

  async function start(settings: Readonly<Record<string, string>> = {}): Promise<URL> {
    service = await serve({
      DATA_DIR: file(`data-${Math.random()}`),
      TLS_CERTIFICATE: file('server.pem'),
      TLS_KEY: file('server.key'),
      ...settings,
    });
    log = '';
    service.process.stderr?.on('data', (chunk) => {
      log += chunk;
    });
    const [, url = ''] = /(https:\/\/[^ ]+)/.exec(service.line) ?? [];
    return new URL(url);
  }

  /** By a connection of its own, which must prove itself by the authority. */
  async function ask(url: URL, path: string, { method = 'GET', headers = {}, body, client }: Asked = {}) {
    const agent = new Agent({ keepAlive: false });
    const own = client && { cert: readFileSync(client.certificate), key: readFileSync(client.key) };
    const sent = request(new URL(path, url), { method, headers, agent, ca: authority.text, ...own });
    sent.end(body);
    const [answer] = await once(sent, 'response');
    return { status: answer.statusCode as number, headers: answer.headers, text: await text(answer) };
  }

  async function shownCertificate(url: URL): Promise<PeerCertificate> {
    const socket: TLSSocket = connect({ host: '127.0.0.1', port: Number(url.port), ca: authority.text });
    await once(socket, 'secureConnect');
    const shown = socket.getPeerCertificate();
    socket.destroy();
    return shown;
  }

  const json = { 'content-type': 'application/json' };
  const newAccount = JSON.stringify({ organization_name: 'TLS', email: 'tls@example.com', password: 'secret-word' });

  test('a photo goes in, what is refused before its body is answered, and odd paths work', async () => {
    install('first');
    const url = await start();
    const made = await ask(url, '/4/accounts', { method: 'POST', headers: json, body: newAccount });
    expect(made.status).toBe(201);
    const headers = { 'x-auth-token': JSON.parse(made.text).token, 'content-type': 'image/jpeg' };
    const photo = readFileSync(samplePath(1));
    const faces = await ask(url, '/4/storage/descriptors', { method: 'POST', headers, body: photo });
    expect(faces.status).toBe(201);
    const body = Buffer.alloc(8 * 1024 * 1024);
    const refused = await ask(url, '/4/storage/descriptors', { method: 'POST', headers: {}, body });
    expect([refused.status, JSON.parse(refused.text).error_code]).toEqual([401, 12010]);
    const socket = connect({ host: '127.0.0.1', port: Number(url.port), ca: authority.text });
    socket.end(Buffer.from('GET /4/nächstes HTTP/1.1\r\nConnection: close\r\n\r\n', 'utf8'));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 404/);
  });

  test('a renewed certificate is used at SIGHUP, and without it soon; one that is broken is not', async () => {
    install('first');
    const url = await start();
    expect((await shownCertificate(url)).subject.CN).toBe('first');
    install('second');
    service?.process.kill('SIGHUP');
    // Sooner than it looks by itself.
    await expect.poll(async () => (await shownCertificate(url)).subject.CN, { timeout: 5000 }).toBe('second');

    writeFileSync(file('server.pem'), 'no certificate');
    service?.process.kill('SIGHUP');
    await expect.poll(() => log).toContain('the certificate was not reloaded, the old one stays');
    expect((await shownCertificate(url)).subject.CN).toBe('second');

    install('third');
    await expect.poll(async () => (await shownCertificate(url)).subject.CN).toBe('third');
    expect((await ask(url, '/livez')).status).toBe(200);
  });

  test('clients need a certificate of the authority that is named', async () => {
    install('server');
    const url = await start({ TLS_CLIENT_CA: authority.certificate });
    expect((await ask(url, '/livez', { client: authority.sign('client') })).status).toBe(200);
    await expect(ask(url, '/livez')).rejects.toThrow();
    const stranger = new Authority(join(folder, 'stranger')).sign('stranger');
    await expect(ask(url, '/livez', { client: stranger })).rejects.toThrow();
    expect((await ask(url, '/livez', { client: authority.sign('client') })).status).toBe(200);
  });

  test('a client that never says a word of TLS is ended by REQUEST_TIMEOUT_SECONDS', async () => {
    install('server');
    const url = await start({ REQUEST_TIMEOUT_SECONDS: '1' });
    const silent = connectPlainly({ host: '127.0.0.1', port: Number(url.port) }).on('error', () => undefined);
    await once(silent.resume(), 'close');
    expect((await ask(url, '/livez')).status).toBe(200);
  });

  test.each([
    ['a key of another certificate', () => copyFileSync(authority.sign('other').key, file('server.key'))],
    ['a file that is not there', () => rmSync(file('server.pem'))],
  ])('the start is refused with %s: exit code 2, and the setting is named', async (_name, spoil) => {
    install('server');
    spoil();
    const settings = { TLS_CERTIFICATE: file('server.pem'), TLS_KEY: file('server.key') };
    const { code, stderr } = await run(['serve'], { DATA_DIR: file('refused'), PORT: '0', ...settings });
    expect([code, stderr]).toEqual([2, expect.stringContaining('TLS_CERTIFICATE = ')]);
  });
});
