/**
 * `npm run bench:backup -- [--persons 2000,20000] [--json FILE]`: what a backup of a running server with the embedded database
 * costs it: time, memory on top of what it had, and the longest request beside the backup. Each person has a descriptor with a
 * portrait of 16 kB and a thumbnail of 3 kB, in files.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openStore } from '../src/databases/openStore.ts';
import { createFilePortraitStore } from '../src/portraits/filePortraitStore.ts';
import { EMBEDDERS } from '../src/vision/embed/embedders.ts';
import { testModels } from '../test/support/models.ts';
import { type BenchAccount, register } from './support/benchAccount.ts';
import { fillList } from './support/fillList.ts';
import { costInTree } from './support/processTree.ts';
import { printReport, type Row } from './support/report.ts';
import { type ServerUnderTest, startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: { persons: { type: 'string', default: '2000,20000' }, json: { type: 'string' } },
});
const PROGRAM = fileURLToPath(new URL('../bin/luna-backport3.js', import.meta.url));
const QUIET_SECONDS = 10;
const MEGABYTE = 1_000_000;
const PORTRAIT = { image: Buffer.alloc(16_000, 1), thumbnails: new Map([[96, Buffer.alloc(3000, 2)]]) };

/** Asks for a person and for `/livez` in turns until `work` is done. @returns the longest of each in milliseconds */
async function longestBeside({ url }: ServerUnderTest, { headers }: BenchAccount, work: Promise<unknown>) {
  let working = true;
  const done = work.finally(() => {
    working = false;
  });
  const longest = async (path: string) => {
    let most = 0;
    while (working) {
      const start = performance.now();
      const answer = await fetch(`${url}${path}`, { headers });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
      most = Math.max(most, performance.now() - start);
      await pause(5);
    }
    return most;
  };
  const [persons, livez] = await Promise.all([longest('/4/storage/persons?page_size=1'), longest('/livez'), done]);
  return { persons, livez };
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`backup left with ${code}`);
}

async function measure(persons: number): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'luna-bench-backup-'));
  const settings = { DATA_DIR: join(folder, 'data'), MODELS_DIR: (await testModels()).root, VISION_WORKERS: '1' };
  const portraits = createFilePortraitStore(join(settings.DATA_DIR, 'portraits'));
  const out = join(folder, 'luna.tar');
  try {
    const empty = await startServer(settings);
    const account = await register(empty.url).finally(() => empty.stop());
    const store = await openStore({ type: 'pglite', directory: join(settings.DATA_DIR, 'database') });
    await fillList(store, account.email, EMBEDDERS.fr.id, persons, (id) => portraits.put(id, PORTRAIT)).finally(() =>
      store.close(),
    );
    const server = await startServer(settings);
    try {
      const alone = await longestBeside(server, account, pause(QUIET_SECONDS * 1000));
      const start = performance.now();
      const child = spawn(process.execPath, [PROGRAM, 'backup', '--out', out], {
        env: { ...process.env, DATA_DIR: settings.DATA_DIR },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const backup = ended(child);
      const command = costInTree(child.pid ?? 0, () => backup);
      const { result, addedBytes } = await costInTree(server.pid, () => longestBeside(server, account, backup));
      const seconds = (performance.now() - start) / 1000;
      const row = (what: string, value: number, unit: string): Row => ({ what: `${persons}: ${what}`, value, unit });
      return [
        row('the file', statSync(out).size / MEGABYTE, 'MB'),
        row('from the command to its end', seconds, 's'),
        row('memory added to the server', addedBytes / MEGABYTE, 'MB'),
        row('memory of the command', (await command).addedBytes / MEGABYTE, 'MB'),
        row('longest page of persons beside it', result.persons, 'ms'),
        row('longest page of persons without it', alone.persons, 'ms'),
        row('longest /livez beside it', result.livez, 'ms'),
        row('longest /livez without it', alone.livez, 'ms'),
      ];
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rows: Row[] = [];
for (const persons of values.persons.split(',').map(Number)) rows.push(...(await measure(persons)));
printReport('A backup of a running server', rows, values.json);
