/**
 * `npm run bench:migrate -- [--photos ../shared/data/eval/lfw] [--persons 1000] [--rate 3] [--load 40] [--seconds 30] [--trace FILE]`
 *
 * An installation of `fr` moves to `fr+` beside a server under load: identify of persons who are in the list, so many a second. How long an answer
 * takes before, meanwhile and afterwards, and whether everybody is found before, meanwhile, after the switch, and by a server that was restarted.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseCsv } from '../src/evaluation/photos/csv.ts';
import { register, sendJson } from './support/benchAccount.ts';
import { printReport } from './support/report.ts';
import { sendPatiently } from './support/sendPatiently.ts';
import { type ServerUnderTest, startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '../shared/data/eval/lfw' },
    persons: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '3' },
    load: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '30' },
    data: { type: 'string' },
    json: { type: 'string' },
    trace: { type: 'string' },
  },
});
const PROGRAM = fileURLToPath(new URL('../bin/luna-backport3.js', import.meta.url));
const DATA_DIR = values.data ?? mkdtempSync(join(tmpdir(), 'luna-bench-migrate-'));
const SETTINGS = { DATA_DIR, EMBEDDER: 'fr' };
let server: ServerUnderTest = await startServer(SETTINGS);
let headers: Readonly<Record<string, string>> = {};
let list = '';

interface Enrolled {
  readonly person: string;
  readonly face: string;
}

async function enrol(photo: string): Promise<Enrolled | undefined> {
  const body = readFileSync(photo);
  const post = await sendPatiently(`${server.url}/4/storage/descriptors`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'image/jpeg' },
    body: new Uint8Array(body),
  });
  if (!post.ok) return undefined;
  const face = ((await post.json()) as { faces: { id: string }[] }).faces[0]?.id ?? '';
  const call = (path: string, method: string, json?: object) =>
    sendJson<{ person_id: string }>(`${server.url}/4${path}`, { method, headers, json });
  const { person_id: person } = await call('/storage/persons', 'POST', { user_data: '' });
  await call(`/storage/persons/${person}/linked_descriptors?do=attach&descriptor_id=${face}`, 'PATCH');
  await call(`/storage/persons/${person}/linked_lists?do=attach&list_id=${list}`, 'PATCH');
  return { person, face };
}

async function isFound({ person, face }: Enrolled): Promise<boolean> {
  const url = `${server.url}/4/matching/identify?descriptor_id=${face}&list_id=${list}&limit=3`;
  const answer = await fetch(url, { method: 'POST', headers });
  if (!answer.ok) return false;
  const { candidates } = (await answer.json()) as { candidates: { person_id: string; similarity: number }[] };
  return candidates.some(({ person_id, similarity }) => person_id === person && similarity === 1);
}

interface Search {
  /** When it was sent, and how long its answer took. */
  readonly at: number;
  readonly took: number;
}

interface Loaded {
  readonly searches: readonly Search[];
  readonly lost: number;
}

/** Searches at a fixed rate, whether answers come or not. */
async function load(people: readonly Enrolled[], goesOn: () => boolean): Promise<Loaded> {
  const searches: Search[] = [];
  let lost = 0;
  const running: Promise<void>[] = [];
  const started = performance.now();
  for (let count = 0; goesOn(); count++) {
    const due = started + (count * 1000) / Number(values.load);
    await pause(Math.max(0, due - performance.now()));
    const asked = performance.now();
    running.push(
      isFound(people[count % people.length] as Enrolled).then((found) => {
        searches.push({ at: asked, took: performance.now() - asked });
        if (!found) lost++;
      }),
    );
  }
  await Promise.all(running);
  return { searches, lost };
}

function at(share: number, searches: readonly Search[]): number {
  const times = searches.map(({ took }) => took).sort((one, other) => one - other);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}

/** The first line of a step is written when its first list is done: from here on the lists are switched, and read again by the server. */
const COMPARED = 'comparing answers';

/** When the answers of the list were compared. */
async function watchComparison(lines: AsyncIterable<string>): Promise<number> {
  let compared = Number.NaN;
  for await (const line of lines) {
    console.error(line);
    if (line.startsWith(COMPARED)) compared = performance.now();
  }
  return compared;
}

const forSeconds = (seconds: number) => {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() < end;
};

async function countLost(people: readonly Enrolled[]): Promise<number> {
  let lost = 0;
  for (const each of people) if (!(await isFound(each))) lost++;
  return lost;
}

try {
  ({ headers } = await register(server.url));
  ({ list_id: list } = await sendJson<{ list_id: string }>(`${server.url}/4/storage/lists?type=persons`, {
    headers,
    json: { list_data: '' },
  }));
  const rows = parseCsv(readFileSync(join(values.photos, 'images.csv'), 'utf8'));
  const firsts = new Map(rows.map((row) => [row.get('identity'), row.get('file') ?? '']));
  const photos = [...firsts.values()].slice(0, Number(values.persons));
  const people: Enrolled[] = [];
  const queue = [...photos];
  const lane = async () => {
    for (let photo = queue.shift(); photo !== undefined; photo = queue.shift()) {
      const enrolled = await enrol(join(values.photos, photo));
      if (enrolled) people.push(enrolled);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  await countLost(people);
  console.error(`${people.length} people are there`);
  const quietly = await load(people, forSeconds(Number(values.seconds)));
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [PROGRAM, 'models', 'migrate', '--to', 'fr+', '--rate', values.rate, '--switch'],
    { env: { ...process.env, ...SETTINGS }, stdio: ['ignore', 'inherit', 'pipe'] },
  );
  const comparison = watchComparison(createInterface({ input: child.stderr }));
  let ended = false;
  const exit = once(child, 'exit').then(([code]) => {
    ended = true;
    return code as number;
  });
  const meanwhile = await load(people, () => !ended);
  const code = await exit;
  const seconds = (performance.now() - began) / 1000;
  const compared = await comparison;
  const afterwards = await load(people, forSeconds(Number(values.seconds)));
  const afterSwitch = await countLost(people);
  await server.stop();
  server = await startServer({ ...SETTINGS, EMBEDDER: 'auto' });
  const afterRestart = await countLost(people);
  const beforeSwitch = meanwhile.searches.filter((search) => search.at < compared);
  const duringSwitch = meanwhile.searches.filter((search) => search.at >= compared);
  const quiet = [...quietly.searches, ...afterwards.searches];
  if (values.trace) writeFileSync(values.trace, JSON.stringify({ began, compared, searches: meanwhile.searches }));
  printReport(
    `models migrate of ${people.length} people, ${values.rate} faces a second, under ${values.load} searches a second`,
    [
      {
        what: 'exit code; 7: faces of bystanders, which are in no list, are left',
        value: code,
        unit: '',
        reach: '0, 7',
      },
      { what: 'time', value: seconds, unit: 's' },
      { what: 'identify before and after, median', value: at(0.5, quiet), unit: 'ms' },
      { what: 'identify before and after, p99', value: at(0.99, quiet), unit: 'ms' },
      { what: 'identify meanwhile, median', value: at(0.5, meanwhile.searches), unit: 'ms' },
      { what: 'identify meanwhile, p99', value: at(0.99, meanwhile.searches), unit: 'ms' },
      { what: 'identify while descriptors are made and compared, p99', value: at(0.99, beforeSwitch), unit: 'ms' },
      { what: 'identify while the list is switched, longest', value: at(1, duringSwitch), unit: 'ms' },
      {
        what: 'p99 meanwhile, of that before and after',
        value: at(0.99, meanwhile.searches) / at(0.99, quiet),
        unit: '×',
        reach: '≤ 1.3',
      },
      { what: 'searches meanwhile', value: meanwhile.searches.length, unit: '' },
      {
        what: 'lost before and meanwhile',
        value: quietly.lost + meanwhile.lost + afterwards.lost,
        unit: '',
        reach: '0',
      },
      { what: 'lost after the switch', value: afterSwitch, unit: '', reach: '0' },
      { what: 'lost by the restarted server, in the new model', value: afterRestart, unit: '', reach: '0' },
    ],
    values.json,
  );
} finally {
  await server.stop();
  if (!values.data) rmSync(DATA_DIR, { recursive: true, force: true });
}
