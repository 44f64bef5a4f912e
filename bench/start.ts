/**
 * `npm run bench:start -- [--rounds N]`: from the start of a process to its `ready` line, with a database and prepared weights in
 * place, against a bare Node.js process that loads onnxruntime-node and opens one session of the largest net. Rounds alternate;
 * medians count.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { testModels } from '../test/support/models.ts';

const { rounds } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } }).values;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const models = await testModels();
const data = mkdtempSync(join(tmpdir(), 'luna-bench-start-'));

const BARE = `import { createRequire } from 'node:module';
const ort = createRequire(process.argv[1])('onnxruntime-node');
await ort.InferenceSession.create(process.argv[2]);
console.log('ready');`;

async function untilFirstLine(child: ChildProcess, start: number): Promise<number> {
  if (!child.stdout) throw new Error('no standard output');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(() => true),
    once(child, 'exit').then(() => false),
  ]);
  if (!line) throw new Error('it ended before its line');
  return performance.now() - start;
}

async function timed(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1', DATA_DIR: data, MODELS_DIR: models.root, PORT: '0' },
  });
  const milliseconds = await untilFirstLine(child, start);
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return milliseconds;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const serve = [join(ROOT, 'bin/luna-backport3.js'), 'serve'];
const bare = [
  '--input-type=module',
  '-e',
  BARE,
  '--',
  join(ROOT, 'package.json'),
  models.pathOf('prepared/embedder-fr.onnx'),
];
try {
  await timed(serve); // makes the database, and on Node.js 22 keeps what is compiled
  const [served, bared]: [number[], number[]] = [[], []];
  for (let round = 0; round < Number(rounds); round += 1) {
    bared.push(await timed(bare));
    served.push(await timed(serve));
  }
  const [service, node] = [median(served), median(bared)];
  console.log(
    `Node.js ${process.versions.node}: bare session ${node.toFixed(0)} ms, service ready ${service.toFixed(0)} ms`,
  );
  console.log(`ratio ${(service / node).toFixed(2)}`);
} finally {
  rmSync(data, { recursive: true, force: true });
}
