import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { provideDatabases } from './postgres.ts';
import { ensureSamples } from './samples.ts';
import { ensureBuilt, type ServerProcess, startServer } from './serverProcess.ts';

export type Mode = 'backport3' | 'lp3';
const MODES: readonly Mode[] = ['backport3', 'lp3'];

/** A server under test. */
export interface Target {
  readonly url: string;
  readonly mode: Mode;
}

declare module 'vitest' {
  export interface ProvidedContext {
    targets: readonly Target[];
    /** The suite started the servers itself, so it may start more of them with other settings. */
    ownServers: boolean;
  }
}

interface Running {
  readonly target: Target;
  readonly server: ServerProcess;
  readonly dataDir: string;
}

/**
 * Several files send photos at a time, which would wait for one another on one thread. And a thread that lets the tests' other
 * processes go first, as it does by default, may take longer for a picture than it has.
 */
const OF_MANY = { VISION_WORKERS: '2', VISION_NICENESS: '0' };

async function start(mode: Mode, settings: Readonly<Record<string, string>>): Promise<Running> {
  const dataDir = await mkdtemp(join(tmpdir(), `luna-acceptance-${mode}-`));
  const server = await startServer({ COMPATIBILITY: mode, DATA_DIR: dataDir, ...OF_MANY, ...settings });
  return { target: { url: server.url, mode }, server, dataDir };
}

async function stop(running: Running): Promise<void> {
  await running.server.kill('SIGTERM');
  await rm(running.dataDir, { recursive: true, force: true });
}

async function givenTarget(url: string, mode: string): Promise<Target> {
  if (mode !== 'backport3' && mode !== 'lp3') {
    throw new Error(`--mode must be one of ${MODES.join(', ')}; got '${mode}'`);
  }
  await fetch(new URL('/version', url)).catch((error: unknown) => {
    throw new Error(`no server answers at ${url}`, { cause: error });
  });
  return { url: new URL(url).origin, mode };
}

/**
 * Vitest global set-up: one server given by URL, or one of our own in each mode. The variables come from run.js; plain
 * BASE_URL and MODE would be overwritten by vite.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureSamples();
  const url = process.env.ACCEPTANCE_URL;
  if (url) {
    const target = await givenTarget(url, process.env.ACCEPTANCE_MODE ?? 'backport3');
    const other = MODES.filter((mode) => mode !== target.mode).join();
    console.warn(`acceptance: testing ${target.url} in ${target.mode} mode; the cases for ${other} are NOT run`);
    project.provide('targets', [target]);
    project.provide('ownServers', false);
    return async () => {};
  }
  // What the engines differ in does not depend on the mode.
  const onPgvector = project.name === 'acceptance-pgvector';
  const inOneMode = onPgvector || project.name === 'smoke';
  const only = inOneMode ? ['backport3'] : process.env.ACCEPTANCE_MODES?.split(',');
  const settings: Readonly<Record<string, string>> = onPgvector ? { GALLERY_ENGINE: 'pgvector' } : {};
  ensureBuilt();
  const databases = await provideDatabases();
  const running: Running[] = [];
  const stopAll = async () => {
    await Promise.all(running.map(stop));
    await databases.remove();
  };
  try {
    for (const mode of MODES.filter((name) => only?.includes(name) ?? true)) {
      running.push(await start(mode, { ...settings, ...(await databases.create(mode)) }));
    }
  } catch (error) {
    await stopAll();
    throw error;
  }
  project.provide(
    'targets',
    running.map(({ target }) => target),
  );
  project.provide('ownServers', true);
  return stopAll;
}
