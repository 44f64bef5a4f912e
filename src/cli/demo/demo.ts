import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ModelDirectory } from '../../models/modelDirectory.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { createLog } from '../createLog.ts';
import { createPullReporter } from '../models/pullProgress.ts';

/** `demo`: a server of its own on a free port, with a database in memory, and a story told by calling it over HTTP. */
export function addDemoCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('demo')
    .description('enrol sample photos on a throw-away server and recognise who is in another one')
    .action(() => demo(load()));
}

async function demo({ settings }: LoadedSettings): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'luna-backport3-demo-'));
  const reporter = createPullReporter();
  try {
    const [{ startApp }, { DemoClient }, { tellStory }] = await Promise.all([
      import('../../app/app.ts'),
      import('./demoClient.ts'),
      import('./tellStory.ts'),
    ]);
    const app = await startApp(
      {
        ...settings,
        DATA_DIR: folder,
        DB_TYPE: 'pglite',
        PORTRAIT_STORE: 'files',
        HOST: '127.0.0.1',
        PORT: 0,
        REGISTRATION: 'open',
      },
      createLog({ ...settings, LOG_LEVEL: 'warn' }),
      { onModelPull: reporter.onProgress, databaseInMemory: true },
    ).finally(reporter.stop);
    try {
      console.log(`A fresh server runs at ${app.url}, models ${app.models}.`);
      const models = new ModelDirectory(settings.MODELS_DIR);
      const readSample = (name: string) => readFile(models.pathOf(`samples/${name}`));
      await tellStory(new DemoClient(app.url), readSample, console.log);
    } finally {
      await app.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
