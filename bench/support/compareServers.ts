import { compareInRounds, type Measured, median } from './compareInRounds.ts';
import { prepareWorkloads } from './prepareWorkloads.ts';
import type { Row } from './report.ts';
import type { ServerUnderTest } from './serverUnderTest.ts';

/** Starts a server of each kind on data of its own. */
export interface Sides {
  base(pair: number): Promise<ServerUnderTest>;
  subject(pair: number): Promise<ServerUnderTest>;
}

export interface Comparison {
  readonly photo: Buffer;
  /** How often both are started anew: of two servers that are alike, one may answer a tenth more for as long as it lives. */
  readonly pairs: number;
  readonly rounds: number;
  readonly seconds: number;
  /** Least ratio of the requests answered. */
  readonly reach: number;
}

/** Loads pairs of servers in turns with what a node lives on. @returns rows with both rates and their ratio, medians over the pairs */
export async function compareServers(engine: string, sides: Sides, comparison: Comparison): Promise<Row[]> {
  const found = new Map<string, Measured[]>();
  for (let pair = 0; pair < comparison.pairs; pair++) {
    for (const [name, measured] of await comparePair(pair, sides, comparison)) {
      found.set(name, [...(found.get(name) ?? []), measured]);
    }
  }
  return [...found].flatMap(([name, pairs]) => rowsOf(`${name}, ${engine}`, pairs, comparison.reach));
}

async function comparePair(
  pair: number,
  sides: Sides,
  { photo, rounds, seconds }: Comparison,
): Promise<Map<string, Measured>> {
  const servers = [await sides.base(pair)];
  const found = new Map<string, Measured>();
  try {
    servers.push(await sides.subject(pair));
    const [one = [], other = []] = await Promise.all(servers.map(({ url }) => prepareWorkloads(url, photo)));
    for (const [index, workload] of one.entries()) {
      const subject = other[index];
      if (!subject) continue;
      found.set(workload.name, await compareInRounds(workload.load, subject.load, { rounds, seconds }));
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  return found;
}

function rowsOf(name: string, pairs: readonly Measured[], reach: number): Row[] {
  const ratios = pairs.flatMap((pair) => pair.ratios);
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)} over the rounds`;
  const middle = (figure: (pair: Measured) => number) => median(pairs.map(figure));
  return [
    { what: `${name}: base`, value: middle((pair) => pair.basePerSecond), unit: '/s' },
    { what: `${name}: this`, value: middle((pair) => pair.perSecond), unit: '/s' },
    { what: `${name}: ratio (${range})`, value: middle((pair) => median(pair.ratios)), unit: '', reach: `≥ ${reach}` },
  ];
}
