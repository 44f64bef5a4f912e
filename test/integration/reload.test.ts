import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testModels } from '../support/models.ts';
import { type Serving, serve } from './support/commandLine.ts';

let folder: string;
let service: Serving;
let log = '';

function write(settings: Readonly<Record<string, unknown>>): void {
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
}

beforeAll(async () => {
  await testModels();
  folder = mkdtempSync(join(tmpdir(), 'luna-reload-'));
  write({ LOG_LEVEL: 'warn', MAX_CANDIDATES_IN_RESPONSE: 5 });
  service = await serve({ DATA_DIR: join(folder, 'data'), SETTINGS_FILE: join(folder, 'settings.json') });
  service.process.stderr?.on('data', (chunk) => {
    log += chunk;
  });
});
afterAll(async () => {
  await service?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const status = async () => (await fetch(`${service.url}/4/storage/persons`)).status;

test('SIGHUP takes over what is safe, and names what needs a restart', async () => {
  expect([await status(), await status()]).toEqual([401, 401]);
  expect(log).toBe('');
  write({ LOG_LEVEL: 'info', MAX_CANDIDATES_IN_RESPONSE: 7, QUOTA_ADDRESS: 1 });
  service.process.kill('SIGHUP');
  await expect.poll(() => log).toContain('settings reloaded');
  expect(log).toMatch(/"settings":\["MAX_CANDIDATES_IN_RESPONSE"\].*need a restart/);
  expect([await status(), await status()]).toEqual([401, 429]);
  await expect.poll(() => log).toContain('"msg":"request"');
});

test('bad settings change nothing, and the log says why', async () => {
  write({ LOG_LEVEL: 'loud', QUOTA_ADDRESS: 0 });
  service.process.kill('SIGHUP');
  await expect.poll(() => log).toContain('settings were not reloaded, the old ones stay');
  expect(log).toMatch(/LOG_LEVEL = .*loud/);
  expect(await status()).toBe(429);
  write({ QUOTA_ADDRESS: 0 });
  service.process.kill('SIGHUP');
  await expect.poll(status).toBe(401);
});
