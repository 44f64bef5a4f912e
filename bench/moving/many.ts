/**
 * `npx tsx bench/moving/many.ts -- [--persons 100000] [--json FILE]`
 *
 * Memory of `import` that reads an account of 100 000 persons from a stand-in of an old server, which gives pages of a hundred, and says
 * what it would do. The memory of the process is read each half second; what an account of ten persons takes is measured first.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { start } from '../../test/integration/support/commandLine.ts';
import { startOldServer } from '../../test/support/oldServer/oldServer.ts';
import { OldAccount } from '../../test/support/oldServer/oldState.ts';
import { printReport } from '../support/report.ts';
import { PASSWORD } from './support/account.ts';
import { readSummary } from './support/program.ts';

const { values } = parseArgs({ options: { persons: { type: 'string', default: '100000' }, json: { type: 'string' } } });
const persons = Number(values.persons);
const FEW = 10;
const SAMPLE_MS = 500;
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-many-'));
try {
  const few = await dryRun(FEW);
  const many = await dryRun(persons);
  printReport(
    `moving: dry run over ${persons} persons, pages of 100`,
    [
      { what: 'persons to be moved', value: many.found, unit: '', reach: `${persons}` },
      { what: 'asks', value: many.asks, unit: '' },
      { what: `largest memory, ${FEW} persons`, value: few.largest, unit: 'MB' },
      { what: `largest memory, ${persons} persons`, value: many.largest, unit: 'MB', reach: '≤ 600' },
      { what: 'for each person', value: ((many.largest - few.largest) * 1024) / persons, unit: 'kB' },
    ],
    values.json,
  );
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function dryRun(count: number) {
  const account = new OldAccount('many@example.com', PASSWORD, 'Many');
  const guests = account.addList('persons', 'guests');
  for (let index = 0; index < count; index++) {
    guests.members.add(account.addPerson(`person ${index} of a long list`, `id-${index}`).id);
  }
  const old = await startOldServer([account]);
  const files = ['--journal', join(scratch, `${count}.jsonl`), '--dry-run', '--json', '--rate', '100000'];
  const settings = { DATA_DIR: join(scratch, `${count}`), LUNA_PASSWORD: PASSWORD };
  const child = start(['import', '--from', old.url, '--login', account.email, ...files], settings);
  let [stdout, stderr, largest] = ['', '', 0];
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    largest = Math.max(largest, Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
  }, SAMPLE_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  const asks = old.asked.length;
  await old.close();
  return { found: readSummary({ code, stdout, stderr }).new_persons as number, asks, largest };
}
