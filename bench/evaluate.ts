/**
 * `npm run bench:evaluate -- [--photos 4000] [--from DIR] [--turn 10] [--json FILE]`
 *
 * What `luna-backport3 evaluate` costs beside looking at the photos: its time to that of an engine that only extracts the same photos, as many
 * at a time on as many threads, and whether its memory grows with their number. Both are processes of their own that begin with nothing, and take
 * turns of so many seconds: while one works the other is stopped, so that a busy machine is as busy for both. Photos come from a folder with
 * images.csv, and come again under other names when there are too few.
 */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseCsv } from '../src/evaluation/photos/csv.ts';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { type Contender, takeTurns } from './support/evaluate/takeTurns.ts';
import { printReport, type Row } from './support/report.ts';
import { slopeOf } from './support/soak/slope.ts';

const PROGRAM = fileURLToPath(new URL('../bin/luna-backport3.js', import.meta.url));
const EXTRACT_ALL = fileURLToPath(new URL('./support/evaluate/extractAll.ts', import.meta.url));
const MEGABYTE = 1e6;
/** As the engine of the other process has it: a thread a core, none of which lets others go first. */
const AS_MANY_THREADS = { VISION_WORKERS: `${availableParallelism()}`, VISION_NICENESS: '0' };
/** Of the time that photos are looked at: what a process fills at first is no growth. */
const WARM_UP = 1 / 4;

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '4000' },
    from: { type: 'string', default: '../shared/data/eval/lfw' },
    turn: { type: 'string', default: '10' },
    json: { type: 'string' },
  },
});
const count = Number(values.photos);

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await pullModels(models);
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-evaluate-'));
try {
  const folder = join(scratch, 'photos');
  await linkPhotos(resolve(values.from), folder);
  const env = {
    ...process.env,
    MODELS_DIR: models.root,
    DATA_DIR: join(scratch, 'data'),
    LOG_LEVEL: 'warn',
    ...AS_MANY_THREADS,
  };
  const [evaluation, extraction] = await takeTurns(
    [
      { name: 'evaluate', args: [PROGRAM, 'evaluate', folder, '--out', join(scratch, 'out')], env },
      { name: 'extraction alone', args: ['--import', 'tsx', EXTRACT_ALL, folder], env },
    ],
    Number(values.turn),
  );
  printReport(`bench:evaluate, ${count} photos`, rowsOf(evaluation, extraction), values.json);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** Links to photos, with a list of whose they are; the second copy of a photo is a second photo of its person. */
async function linkPhotos(from: string, to: string): Promise<void> {
  const known = parseCsv(await readFile(join(from, 'images.csv'), 'utf8'));
  await mkdir(to);
  const lines = ['file,identity,tags'];
  for (let index = 0; index < count; index++) {
    const row = known[index % known.length];
    const file = row?.get('file') ?? '';
    const name = `${index}${file.slice(file.lastIndexOf('.'))}`;
    await symlink(join(from, file), join(to, name));
    lines.push(`${name},${row?.get('identity') ?? ''},`);
  }
  await writeFile(join(to, 'images.csv'), `${lines.join('\n')}\n`);
}

function rowsOf(evaluation: Contender, extraction: Contender): Row[] {
  const begun = evaluation.marks.get('looking') ?? 0;
  const compared = evaluation.marks.get('comparing') ?? evaluation.seconds;
  const looking = compared - begun;
  const steady = evaluation.samples.filter(({ x }) => x >= begun + looking * WARM_UP && x <= compared);
  const comparing = evaluation.samples.filter(({ x }) => x > compared);
  const megabytes = (bytes = Number.NaN) => bytes / MEGABYTE;
  const growth = (samples: Contender['samples'], seconds: number) =>
    (megabytes(slopeOf(samples)) * seconds * 1000) / count;
  const most = (samples: Contender['samples']) => samples.reduce((peak, { y }) => Math.max(peak, y), 0);
  return [
    { what: 'evaluate, from start to report', value: evaluation.seconds, unit: 's' },
    { what: '… of that: looking at photos', value: looking, unit: 's' },
    { what: '… of that: comparing, the report', value: evaluation.seconds - compared, unit: 's' },
    { what: 'extraction alone', value: extraction.seconds, unit: 's' },
    { what: 'ratio of the times', value: evaluation.seconds / extraction.seconds, unit: '×', reach: '≤ 1.15' },
    {
      what: 'ratio of processor times',
      value: evaluation.processorSeconds / extraction.processorSeconds,
      unit: '×',
      reach: '≤ 1.15',
    },
    { what: 'memory after a quarter of the photos', value: megabytes(steady[0]?.y), unit: 'MB' },
    { what: 'memory after all of them', value: megabytes(steady.at(-1)?.y), unit: 'MB' },
    { what: 'growth after the first quarter, for 1 000 photos', value: growth(steady, looking), unit: 'MB' },
    {
      what: '… of extraction alone',
      value: growth(
        extraction.samples.filter(({ x }) => x >= extraction.seconds * WARM_UP),
        extraction.seconds,
      ),
      unit: 'MB',
    },
    { what: 'most memory while comparing', value: megabytes(most(comparing)), unit: 'MB' },
    { what: 'most memory of extraction alone', value: megabytes(most(extraction.samples)), unit: 'MB' },
  ];
}
