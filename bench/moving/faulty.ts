/**
 * `npx tsx bench/moving/faulty.ts -- [--persons 1000] [--portraits 1500] [--rate 200] [--embedder fr+] [--data FOLDER]
 * [--json FILE]`
 *
 * The same account is imported twice from a stand-in of a server of old: once while it is well; and once while a third of its answers
 * are slow, errors, HTML, cut off or refusals, while it restarts three times, and with the importer killed twice. Then both are
 * exported: every line of the two has to be the same, vectors and portraits included.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { run, start } from '../../test/integration/support/commandLine.ts';
import { type OldServer, startOldServer } from '../../test/support/oldServer/oldServer.ts';
import { printReport, type Row } from '../support/report.ts';
import { makeOldAccount, PASSWORD } from './support/account.ts';
import { beyondRate } from './support/countingProxy.ts';
import { differentPhotos } from './support/photos.ts';
import { readSummary, summaryOf } from './support/program.ts';

const { values } = parseArgs({
  options: {
    persons: { type: 'string', default: '1000' },
    portraits: { type: 'string', default: '1500' },
    rate: { type: 'string', default: '200' },
    data: { type: 'string' },
    embedder: { type: 'string', default: 'fr+' },
    json: { type: 'string' },
  },
});
const size = { persons: Number(values.persons), portraits: Number(values.portraits) };
const rate = Number(values.rate);
const EMAIL = 'moved@example.com';
const FAULTS = ['error', 'html', 'cut', 'full', 'slow'] as const;
/** Of all portraits, how many the run has got when it is killed. */
const KILLED_AT = [0.2, 0.6];

const photos = await differentPhotos(size.portraits, values.data);
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-faulty-'));
const rows: Row[] = [];
const add = (what: string, value: number, reach?: string) =>
  rows.push({ what, value, unit: '', ...(reach !== undefined && { reach }) });

try {
  const well = await startOldServer([makeOldAccount(EMAIL, photos, size)]);
  const quiet = await summaryOf(importFrom(well, 'well'), settings('well'));
  await well.close();
  add('from a server that is well: exit code', quiet.code, '0');

  const ill = await startOldServer([makeOldAccount(EMAIL, photos, size)]);
  ill.fault = (number) => (number % 3 === 0 ? FAULTS[(number / 3) % FAULTS.length] : undefined);
  for (const share of KILLED_AT) await killAt(ill, share * size.portraits);
  const outcome = run([...importFrom(ill, 'ill'), '--json'], settings('ill'));
  await until(() => ill.portraits > 0.8 * size.portraits);
  await ill.restart(2000);
  const faulty = readSummary(await outcome);
  await ill.close();
  add('from one that is ill, killed twice: exit code', faulty.code, '0');
  add('differences in its report', faulty.differences, '0');
  add('asks', ill.asked.length);
  add('of them faulty', Math.floor(ill.asked.length / 3));
  add('asks beyond the rate', beyondRate(ill.asked, rate), '0');

  const [one, other] = await Promise.all(['well', 'ill'].map(exported));
  const lines = new Set(one);
  add('lines of the export of the first', lines.size, `${size.persons + size.portraits + 3 + 5}`);
  add('lines that only one of them has', new Set([...(one ?? []), ...(other ?? [])]).size - lines.size, '0');
  add('lines of the second', other?.length ?? 0, `${lines.size}`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
printReport(`moving: faulty old server, ${size.persons} persons, ${size.portraits} portraits`, rows, values.json);

function settings(name: string) {
  return { DATA_DIR: join(scratch, name), EMBEDDER: values.embedder, LUNA_PASSWORD: PASSWORD };
}

function importFrom({ url }: OldServer, name: string): readonly string[] {
  const journal = ['--journal', join(scratch, `${name}.jsonl`), '--self-match', '0'];
  return ['import', '--from', url, '--login', EMAIL, '--rate', `${rate}`, ...journal];
}

async function killAt(old: OldServer, portraits: number): Promise<void> {
  const child = start(importFrom(old, 'ill'), settings('ill'));
  const gone = new Promise((resolve) => child.once('close', resolve));
  await until(() => old.portraits > portraits || child.exitCode !== null);
  child.kill('SIGKILL');
  await Promise.all([gone, old.restart(500)]);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(50);
}

/** Lines of an export but the head and the sum; lists have no times in it. */
async function exported(name: string): Promise<readonly string[]> {
  const out = join(scratch, `${name}.export.jsonl`);
  await summaryOf(['export', '--account', EMAIL, '--tokens', '--out', out], settings(name));
  const lines = (await readFile(out, 'utf8')).trimEnd().split('\n').slice(1, -1);
  return lines.map((line) => (line.includes('"type":"handler"') ? '' : withSortedLinks(line))).filter(Boolean);
}

/** Links have no order of their own. */
function withSortedLinks(line: string): string {
  const { descriptors, lists, ...others } = JSON.parse(line) as { descriptors?: string[]; lists?: string[] };
  return JSON.stringify({ ...others, descriptors: descriptors?.toSorted(), lists: lists?.toSorted() });
}
