/**
 * `npx tsx bench/moving/broken.ts -- [--files 10000] [--data FOLDER] [--json FILE]`
 *
 * Memory of `upload` over many files, every hundredth of which is empty, no picture, without a face, or a link that leads nowhere. They are sent to a
 * stand-in of a server, which keeps nothing of them: what is measured is the client. Its memory is read each half second.
 */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { start } from '../../test/integration/support/commandLine.ts';
import { startOldServer } from '../../test/support/oldServer/oldServer.ts';
import { OldAccount } from '../../test/support/oldServer/oldState.ts';
import { printReport } from '../support/report.ts';
import { PASSWORD } from './support/account.ts';
import { differentPhotos } from './support/photos.ts';
import { readSummary } from './support/program.ts';

const { values } = parseArgs({
  options: { files: { type: 'string', default: '10000' }, data: { type: 'string' }, json: { type: 'string' } },
});
const files = Number(values.files);
const SOURCES = 100;
const PER_FOLDER = 500;
const MOST_MB = 300;
const SAMPLE_MS = 500;
/** What becomes of a file; the stand-in finds no face where those words are. */
const BROKEN = [
  (path: string) => writeFile(path, ''),
  (path: string) => writeFile(path, 'no picture'),
  (path: string, photo: Buffer) => writeFile(path, Buffer.concat([photo.subarray(0, 2000), Buffer.from('no face')])),
  (path: string) => symlink('/nowhere/photo.jpg', path),
] as const;

const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-broken-'));
const account = new OldAccount('upload@example.com', PASSWORD, 'Upload');
const old = await startOldServer([account]);
try {
  const folder = await makeFolder();
  const args = ['upload', folder, '--to', old.url, '--token', account.addToken(), '--list', 'guests', '--json'];
  const child = start([...args, '--same-bytes', 'attach', '--journal', join(scratch, 'journal.jsonl')], {});
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const sizes: number[] = [];
  const timer = setInterval(() => void sample(child.pid ?? 0, sizes), SAMPLE_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  const summary = readSummary({ code, stdout, stderr });
  const mean = (some: readonly number[]) => some.reduce((sum, size) => sum + size, 0) / some.length;
  const quarter = Math.floor(sizes.length / 4);
  printReport(
    `moving: upload of ${files} files, 1 % broken`,
    [
      { what: 'uploaded', value: summary.uploaded, unit: '', reach: `${files - files / 100}` },
      { what: 'rejected', value: summary.rejected, unit: '', reach: `${files / 100}` },
      { what: 'largest resident memory of the client', value: Math.max(...sizes), unit: 'MB', reach: `≤ ${MOST_MB}` },
      { what: 'mean of its second quarter', value: mean(sizes.slice(quarter, 2 * quarter)), unit: 'MB' },
      { what: 'mean of its last quarter', value: mean(sizes.slice(-quarter)), unit: 'MB', reach: 'as before' },
      { what: 'samples', value: sizes.length, unit: '' },
    ],
    values.json,
  );
} finally {
  await old.close();
  await rm(scratch, { recursive: true, force: true });
}

async function makeFolder(): Promise<string> {
  const photos = await differentPhotos(SOURCES, values.data);
  const folder = join(scratch, 'photos');
  for (let index = 0; index < files; index++) {
    const inside = join(folder, `${Math.floor(index / PER_FOLDER)}`, `person ${index}`);
    await mkdir(inside, { recursive: true });
    const photo = photos[index % SOURCES] ?? Buffer.alloc(0);
    const spoil = index % 100 === 0 ? BROKEN[(index / 100) % BROKEN.length] : undefined;
    const path = join(inside, 'photo.jpg');
    await (spoil ? spoil(path, photo) : writeFile(path, photo));
  }
  return folder;
}

async function sample(pid: number, sizes: number[]): Promise<void> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(status) ?? [];
  if (kilobytes !== undefined) sizes.push(Number(kilobytes) / 1024);
}
