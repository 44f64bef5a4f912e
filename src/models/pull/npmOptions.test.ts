import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { npmOptions } from './npmOptions.ts';

let project: string;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'npm-options-test-'));
  await writeFile(join(project, 'package.json'), '{}');
  await writeFile(join(project, 'user.npmrc'), 'fetch-retries=7\n//mirror.test/:_authToken=secret\n');
});

afterEach(() => rm(project, { recursive: true }));

const options = (env: NodeJS.ProcessEnv = {}) =>
  npmOptions(project, { HOME: project, npm_config_userconfig: join(project, 'user.npmrc'), ...env });

describe('npmOptions', () => {
  it('reads the registry from the project, and from the environment before that', async () => {
    await writeFile(
      join(project, '.npmrc'),
      'registry=https://mirror.test/\n@vladmandic:registry=https://scope.test/\n',
    );
    expect(await options()).toMatchObject({
      registry: 'https://mirror.test/',
      '@vladmandic:registry': 'https://scope.test/',
    });
    expect(await options({ npm_config_registry: 'https://other.test/' })).toMatchObject({
      registry: 'https://other.test/',
    });
  });

  it("reads the user's settings, tokens too", async () => {
    expect(await options()).toMatchObject({ retry: { retries: 7 }, '//mirror.test/:_authToken': 'secret' });
  });

  it('waits shortly between tries unless told otherwise', async () => {
    expect((await options()).retry).toMatchObject({ minTimeout: 1000 });
    expect((await options({ npm_config_fetch_retry_mintimeout: '5000' })).retry).toMatchObject({ minTimeout: 5000 });
  });

  it('keeps no copy of the tarballs in the cache of npm', async () => {
    expect(await options({ npm_config_cache: join(project, 'cache') })).not.toHaveProperty('cache');
  });

  it('leaves the environment alone', async () => {
    const env = { HOME: project };
    await npmOptions(project, env);
    expect(env).toEqual({ HOME: project });
  });
});
