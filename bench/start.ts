/**
 * `npm run bench:start -- [--rounds N] [--json FILE]`: from the start of a process to its `ready` line, with prepared weights in place, on a
 * database that is there and on an empty folder, against a bare Node.js process that loads onnxruntime-node and opens one session
 * of the largest net. Wall time, and the processor time of the process and its children until then (Linux only). Rounds
 * alternate; medians count.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { testModels } from '../test/support/models.ts';
import { median } from './support/compareInRounds.ts';
import { printReport, type Row } from './support/report.ts';

const { rounds, json } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, json: { type: 'string' } },
}).values;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const models = await testModels();
const folder = mkdtempSync(join(tmpdir(), 'luna-bench-start-'));

/** What the start is to reach, seconds of wall and of processor time. */
const REACH = { existing: { wall: 1.5, processor: 1 }, empty: { wall: undefined, processor: 1.5 } } as const;

const BARE = `import { createRequire } from 'node:module';
const ort = createRequire(process.argv[1])('onnxruntime-node');
await ort.InferenceSession.create(process.argv[2]);
console.log('ready');
setTimeout(() => {}, 60_000); // until it is told to end`;

interface Start {
  readonly wall: number;
  readonly processor: number;
}

const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** User and system time, seconds, of a process and of its children that have ended. */
function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // From the 14th field on; the second one is a name in brackets, which may hold blanks.
  const [user, system, ofChildrenUser, ofChildrenSystem] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number) as [number, number, number, number];
  return (user + system + ofChildrenUser + ofChildrenSystem) / ticksASecond;
}

async function firstLine(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error('no standard output');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(() => true),
    once(child, 'exit').then(() => false),
  ]);
  if (!line) throw new Error('it ended before its line');
}

async function timed(args: readonly string[], data: string): Promise<Start> {
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1', DATA_DIR: data, MODELS_DIR: models.root, PORT: '0' },
  });
  await firstLine(child);
  const wall = (performance.now() - start) / 1000;
  const processor = processorTime(child.pid as number);
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { wall, processor };
}

/** The medians of some starts. */
function rowsOf(name: string, starts: readonly Start[], reach?: (typeof REACH)[keyof typeof REACH]): Row[] {
  return (['wall', 'processor'] as const).map((time) => ({
    what: `${name}: ${time} time`,
    value: median(starts.map((start) => start[time])),
    unit: 's',
    ...(reach?.[time] !== undefined && { reach: `≤ ${reach[time]}` }),
  }));
}

const serve = [join(ROOT, 'bin/luna-backport3.js'), 'serve'];
const bare = ['--input-type=module', '-e', BARE, '--', join(ROOT, 'package.json')];
bare.push(models.pathOf('prepared/embedder-fr.onnx'));
const existing = join(folder, 'existing');
try {
  await timed(serve, existing); // makes the database, and on Node.js 22 keeps what is compiled
  const starts: Record<'bare' | 'existing' | 'empty', Start[]> = { bare: [], existing: [], empty: [] };
  for (let round = 0; round < Number(rounds); round += 1) {
    starts.bare.push(await timed(bare, folder));
    starts.existing.push(await timed(serve, existing));
    const empty = join(folder, `empty-${round}`);
    starts.empty.push(await timed(serve, empty));
    rmSync(empty, { recursive: true, force: true });
  }
  const rows = [
    ...rowsOf('bare session', starts.bare),
    ...rowsOf('service ready, existing data', starts.existing, REACH.existing),
    ...rowsOf('service ready, empty data', starts.empty, REACH.empty),
  ];
  printReport(`bench:start, ${rounds} rounds`, rows, json);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
