/**
 * `npx tsx bench/moving/uploadRate.ts -- [--photos 100] [--rounds 3] [--data FOLDER] [--json FILE]`
 *
 * `upload` of a folder of photos, each with its person in a list, against photos that are only extracted and stored: the same ones, as
 * many under way, on the same server with two workers. In rounds of bare, upload, upload, bare. The start of the command is
 * not in its rate.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { registerAt } from '../../test/support/apiAccount.ts';
import { median } from '../support/compareInRounds.ts';
import { printReport } from '../support/report.ts';
import { startServer } from '../support/serverUnderTest.ts';
import { differentPhotos } from './support/photos.ts';
import { summaryOf } from './support/program.ts';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string' },
    json: { type: 'string' },
  },
});
const UNDER_WAY = 8;
const REACH = 0.9;
const photos = await differentPhotos(Number(values.photos), values.data);
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-upload-'));
const folder = join(scratch, 'photos');
await mkdir(folder);
for (const [index, photo] of photos.entries()) await writeFile(join(folder, `person${index}.jpg`), photo);
const server = await startServer({ DATA_DIR: join(scratch, 'data'), VISION_WORKERS: '2' });
let runs = 0;
try {
  const account = await registerAt(() => server.url);
  await bare(account.token);
  const found: { bare: number; upload: number }[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const first = await bare(account.token);
    const between = [await upload(account.token), await upload(account.token)] as const;
    const last = await bare(account.token);
    found.push({ bare: (first + last) / 2, upload: (between[0] + between[1]) / 2 });
  }
  const ratios = found.map((round) => round.upload / round.bare);
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  const unit = 'photos/s';
  printReport(
    `moving: upload of ${photos.length} photos, two workers, ${values.rounds} rounds`,
    [
      { what: 'extract and store', value: median(found.map((round) => round.bare)), unit },
      { what: 'upload', value: median(found.map((round) => round.upload)), unit },
      { what: `upload to extract and store: ratio (${range})`, value: median(ratios), unit: '', reach: `≥ ${REACH}` },
    ],
    values.json,
  );
} finally {
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
}

async function bare(token: string): Promise<number> {
  const start = performance.now();
  const left = photos.values();
  const lane = async () => {
    for (const photo of left) {
      const answered = await fetch(`${server.url}/4/storage/descriptors`, {
        method: 'POST',
        headers: { 'X-Auth-Token': token, 'Content-Type': 'image/jpeg' },
        body: new Uint8Array(photo),
      });
      await answered.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, lane));
  return (photos.length * 1000) / (performance.now() - start);
}

async function upload(token: string): Promise<number> {
  const journal = ['--journal', join(scratch, `${++runs}.jsonl`)];
  const args = ['upload', folder, '--to', server.url, '--token', token, '--list', `list ${runs}`, ...journal];
  const summary = await summaryOf([...args, '--parallel', `${UNDER_WAY}`], {});
  if (summary.uploaded + summary.rejected !== photos.length) throw new Error(JSON.stringify(summary));
  return summary.photos_per_second;
}
