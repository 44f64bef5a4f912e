/**
 * `npm run bench:guard -- [--only vision,gallery,crud,extraction,start] [--peer] [--write] [--data DIR] [--json FILE]`
 *
 * Ratios that say the same on every machine, each measured in one run, beside those that bench/guard.json keeps for this kind of
 * processor and major version of Node.js. Fails when one is more than 15 % worse; one that looks so is measured again first, and
 * the better of the two counts. A kept ratio that its bench did not print fails too. On an unknown machine it prints and passes;
 * `--write` keeps what was measured, on a quiet machine. `--peer` adds face-api, which npm installs first. Five to ten minutes.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { betterOf, type Judged, judge } from './support/guard/judge.ts';
import { keep, machineOf, readKept, writeKept } from './support/guard/kept.ts';
import { printGuard } from './support/guard/printGuard.ts';
import { loadOfCores, thisKind, warningOf } from './support/guard/processor.ts';
import { BENCHES, type BenchName, RATIOS } from './support/guard/ratios.ts';
import { readRatios } from './support/guard/readRatios.ts';
import { runBench } from './support/guard/runBench.ts';
import { describeMachine } from './support/machine.ts';

const names = Object.keys(BENCHES) as BenchName[];
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: names.filter((name) => name !== 'peer').join(',') },
    peer: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    data: { type: 'string', default: '../shared/data/faces' },
    json: { type: 'string' },
  },
});
const wanted = new Set([...values.only.split(','), ...(values.peer ? ['peer'] : [])]);
const unknown = [...wanted].filter((name) => !names.some((known) => known === name));
if (unknown.length > 0) throw new Error(`--only knows ${names.join(', ')}, not ${unknown.join(', ')}`);
const benches = names.filter((name) => wanted.has(name));
const ratios = RATIOS.filter(({ bench }) => wanted.has(bench));

const load = loadOfCores();
const kind = thisKind();
console.log(`Processor: ${kind.processor}. Machine: ${describeMachine()}.`);
const warning = warningOf(load);
if (warning) console.log(warning);
if (warning && values.write)
  throw new Error('--write is refused: what a busy machine measures would hide what gets worse');
const kept = await readKept();
const before = machineOf(kept, kind);
console.log(
  before
    ? `Kept: of ${before.date}, on ${before.cores} cores with a load of ${before.load} each.\n`
    : `Nothing is kept for this processor and Node.js ${kind.node}: --write keeps what is measured now.\n`,
);

const measured = new Map<string, number>();
const judged = () => judge(ratios, measured, before?.ratios ?? {});
for (const bench of benches) await measure(bench);
for (const bench of new Set(
  judged()
    .filter(isWorse)
    .map(({ ratio }) => ratio.bench),
)) {
  console.error(`${bench}: a ratio looks worse, once more`);
  await measure(bench);
}

const results = judged();
printGuard(results);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...kind, load, results })}\n`);
const failed = results.filter((each) => isWorse(each) || (each.verdict === 'missing' && each.kept !== undefined));
if (values.write) {
  const [date = ''] = new Date().toISOString().split('T');
  const found = { ...kind, cores: availableParallelism(), load, date, ratios: Object.fromEntries(measured) };
  await writeKept(keep(kept, found));
  console.log('\nKept in bench/guard.json.');
} else if (failed.length > 0) {
  console.log(`\nFAILED: ${failed.map(({ ratio, verdict }) => `${ratio.name} (${verdict})`).join('; ')}`);
  process.exitCode = 1;
}

function isWorse({ verdict }: Judged): boolean {
  return verdict === 'worse';
}

/** One bench that fails does not hide what the others measure. */
async function measure(bench: BenchName): Promise<void> {
  const started = performance.now();
  const own = ratios.filter((ratio) => ratio.bench === bench);
  const photos = bench === 'vision' || bench === 'peer' ? ['--data', values.data] : [];
  try {
    const found = readRatios(own, await runBench([...BENCHES[bench], ...photos]));
    for (const ratio of own) {
      const value = betterOf(ratio, measured.get(ratio.name), found.get(ratio.name));
      if (value !== undefined) measured.set(ratio.name, value);
    }
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
  console.error(`${bench}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
