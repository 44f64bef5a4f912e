/**
 * `npm run bench:soak -- [--minutes 30] [--connections 64] [--photographers 8] [--population 500] [--stock 40000] [--pause 200]
 * [--postgres] [--seed 1] [--json FILE]`
 *
 * A day of a site in a few minutes: photos are enrolled, looked for and erased as fast as the face engine takes them, while the other
 * connections read, change and identify persons, each with pauses of up to `--pause` milliseconds: without any they would send as much as the
 * service takes, and times would say how many connections there are. `--stock` faces are there before, and `--population` bounds the persons that are kept
 * beside them, so that memory and times have no reason to grow after the first third, the warm-up. Descriptors of photos that were only looked for
 * stay, as they do for a day in any installation. In the end everything that was acknowledged is compared with what is there.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { register, sendJson } from './support/benchAccount.ts';
import { onePersonPhoto } from './support/onePersonPhoto.ts';
import { printReport, type Row } from './support/report.ts';
import { startServer } from './support/serverUnderTest.ts';
import { SoakClient, showFailure } from './support/soak/client.ts';
import { makeSoakPlace } from './support/soak/placeToSoak.ts';
import { seeded } from './support/soak/seeded.ts';
import { floorsOf, slopeOf } from './support/soak/slope.ts';
import { stock } from './support/soak/stock.ts';
import { startTraffic } from './support/soak/traffic.ts';
import { type Orphans, orphansOf, type Verdict, verify } from './support/soak/verify.ts';
import { type Look, quantileOf, watch } from './support/soak/watch.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    connections: { type: 'string', default: '64' },
    photographers: { type: 'string', default: '8' },
    population: { type: 'string', default: '500' },
    stock: { type: 'string', default: '40000' },
    pause: { type: 'string', default: '200' },
    postgres: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const seconds = Number(values.minutes) * 60;
const PHOTO_SIDE = 480;
const LISTS = 3;
/** So many looks at least, and one each ten seconds at most. */
const LOOKS = 30;
const eachSeconds = Math.min(10, seconds / LOOKS);
/** Looks between which the smallest memory counts. */
const FLOOR_OF = 3;
const TEN_MINUTES = 600;
const MEGABYTE = 1e6;

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await pullModels(models);
const photo = await onePersonPhoto(models, PHOTO_SIDE);
const place = await makeSoakPlace(values.postgres);
const server = await startServer(place.settings);
try {
  await stock(server.url, Number(values.stock));
  const { headers } = await register(server.url);
  const client = new SoakClient([server.url], headers, Number(values.connections));
  const lists: string[] = [];
  for (let index = 0; index < LISTS; index++)
    lists.push((await sendJson<{ list_id: string }>(`${server.url}/4/storage/lists`, { headers })).list_id);
  const traffic = startTraffic({
    client,
    photo,
    lists,
    connections: Number(values.connections),
    photographers: Number(values.photographers),
    pauseMs: Number(values.pause),
    population: Number(values.population),
    random: seeded(Number(values.seed)),
  });
  const watched = { server, client, database: place.database, persons: () => traffic.people.count };
  const looks = await watch(watched, seconds, eachSeconds);
  await traffic.stop();
  const calls = client.calls;
  const verdict = { ...(await verify(client, traffic)), ...(await orphansOf(client, traffic, place)) };
  for (const error of client.errors.slice(0, 5)) console.error(showFailure(error));
  printReport(
    `bench:soak on ${values.postgres ? 'Postgres' : 'the embedded database'}, ${values.minutes} min, ${values.connections} connections, ${values.photographers} of them photographers`,
    [...rowsOfCalls(looks, calls, client.errors.length), ...rowsOfGrowth(looks), ...rowsOfVerdict(verdict)],
    values.json,
  );
  client.close();
} finally {
  await server.stop();
  await place.remove();
}

function thirds(looks: readonly Look[]): readonly [first: Look[], second: Look[], last: Look[]] {
  const third = Math.floor(looks.length / 3);
  return [looks.slice(0, third), looks.slice(third, 2 * third), looks.slice(2 * third)];
}

function rowsOfCalls(looks: readonly Look[], calls: number, errors: number): Row[] {
  const [, second, last] = thirds(looks);
  const p99 = (part: readonly Look[]) => quantileOf(part, 'get person', 0.99);
  const rows: Row[] = [
    { what: 'calls', value: calls / seconds, unit: '/s' },
    { what: 'errors', value: errors, unit: '', reach: '0' },
    { what: 'get person, p99', value: p99(looks), unit: 'ms', reach: '≤ 30' },
    { what: 'get person, p99, last third to the second', value: p99(last) / p99(second), unit: '×' },
  ];
  for (const name of ['extract and store', 'identify', 'search by photo', 'change person'])
    rows.push({ what: `${name}, p99`, value: quantileOf(looks, name, 0.99), unit: 'ms' });
  const photos = looks.flatMap(({ durations }) => [
    ...(durations.get('extract and store') ?? []),
    ...(durations.get('search by photo') ?? []),
  ]);
  rows.push({ what: 'photos', value: photos.length / seconds, unit: '/s' });
  rows.push({
    what: 'event loop, worst p99 of a look',
    value: Math.max(...looks.map((look) => look.loopDelayP99)),
    unit: 'ms',
  });
  return rows;
}

function rowsOfGrowth(looks: readonly Look[]): Row[] {
  const [, ...warm] = thirds(looks);
  const steady = warm.flat();
  const growth = (bytesOf: (look: Look) => number) => {
    const samples = steady.map((look) => ({ x: look.seconds, y: bytesOf(look) }));
    return (slopeOf(floorsOf(samples, FLOOR_OF)) * TEN_MINUTES) / MEGABYTE;
  };
  const [first, last] = [steady[0] as Look, steady.at(-1) as Look];
  return [
    { what: 'memory after the warm-up', value: first.residentBytes / MEGABYTE, unit: 'MB' },
    { what: 'memory, growth in ten minutes', value: growth((look) => look.residentBytes), unit: 'MB', reach: '≤ 1' },
    { what: 'database, growth in ten minutes', value: growth((look) => look.databaseBytes), unit: 'MB' },
    { what: 'database in the end', value: last.databaseBytes / MEGABYTE, unit: 'MB' },
    { what: 'its log, largest', value: Math.max(...looks.map((look) => look.logBytes)) / MEGABYTE, unit: 'MB' },
  ];
}

function rowsOfVerdict({ lost, back, orphans, orphanPortraits }: Verdict & Orphans): Row[] {
  return [
    { what: 'acknowledged writes that are lost', value: lost, unit: '', reach: '0' },
    { what: 'erased persons that are back', value: back, unit: '', reach: '0' },
    { what: 'descriptors of nobody', value: orphans, unit: '', reach: '0' },
    { what: 'portraits of nobody', value: orphanPortraits, unit: '', reach: '0' },
  ];
}
