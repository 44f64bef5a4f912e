/**
 * `npx tsx bench/moving/uploadKilled.ts -- [--photos 100] [--data FOLDER] [--json FILE]`
 *
 * `upload` of a folder of photos, a person each, which is killed in the middle; the server is killed, too, and comes back. The same
 * command goes on. Then each photo has to be there once, in one person, in the list.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { run, serve, start } from '../../test/integration/support/commandLine.ts';
import { registerAt } from '../../test/support/apiAccount.ts';
import { freePort } from '../../test/support/freePort.ts';
import { printReport } from '../support/report.ts';
import { differentPhotos } from './support/photos.ts';
import { readSummary } from './support/program.ts';

const { values } = parseArgs({
  options: { photos: { type: 'string', default: '100' }, data: { type: 'string' }, json: { type: 'string' } },
});
const photos = await differentPhotos(Number(values.photos), values.data);
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-killed-'));
const folder = join(scratch, 'photos');
await mkdir(folder);
for (const [index, photo] of photos.entries()) await writeFile(join(folder, `person${index}.jpg`), photo);
const settings = { DATA_DIR: join(scratch, 'data'), PORT: `${await freePort()}`, VISION_WORKERS: '2' };
let server = await serve(settings);
try {
  const account = await registerAt(() => server.url);
  const journal = join(scratch, 'journal.jsonl');
  const args = [
    'upload',
    folder,
    '--to',
    server.url,
    '--token',
    account.token,
    '--list',
    'guests',
    '--journal',
    journal,
  ];
  const killed = start(args, {});
  await untilEnded(journal, photos.length / 4);
  killed.kill('SIGKILL');
  const second = run([...args, '--json'], {});
  await untilEnded(journal, photos.length / 2);
  await server.end('SIGKILL');
  server = await serve(settings);
  const summary = readSummary(await second);
  const persons = await account.all('/storage/persons', 'persons');
  const names = persons.map(({ user_data }) => user_data);
  const descriptors = await account.all('/storage/descriptors', 'descriptors');
  const whole = persons.filter((person) => person.descriptors.length === 1 && person.lists.length === 1).length;
  printReport(
    `moving: upload of ${photos.length} photos, killed, and its server too`,
    [
      { what: 'uploaded, by its summary', value: summary.uploaded, unit: '' },
      { what: 'rejected: no face', value: summary.rejected, unit: '' },
      { what: 'persons', value: persons.length, unit: '', reach: `${summary.uploaded}` },
      { what: 'different names', value: new Set(names).size, unit: '', reach: `${summary.uploaded}` },
      { what: 'persons with one face, in the list', value: whole, unit: '', reach: `${summary.uploaded}` },
      { what: 'descriptors', value: descriptors.length, unit: '', reach: `${summary.uploaded}` },
    ],
    values.json,
  );
} finally {
  await server.end('SIGTERM');
  await rm(scratch, { recursive: true, force: true });
}

async function untilEnded(journal: string, count: number): Promise<void> {
  for (;;) {
    const text = await readFile(journal, 'utf8').catch(() => '');
    if (text.split('"type":"item"').length > count) return;
    await pause(20);
  }
}
