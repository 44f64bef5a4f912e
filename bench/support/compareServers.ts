import { compareInRounds, type Measured, median } from './compareInRounds.ts';
import { prepareWorkloads } from './prepareWorkloads.ts';
import type { Row } from './report.ts';
import type { ServerUnderTest } from './serverUnderTest.ts';

export interface Sides {
  base(): Promise<ServerUnderTest>;
  subject(): Promise<ServerUnderTest>;
}

export interface Comparison {
  readonly photo: Buffer;
  readonly rounds: number;
  readonly seconds: number;
  /** Least ratio of the requests answered. */
  readonly reach: number;
}

/** Loads two servers in turns with what a node lives on. @returns rows with both rates and their ratio */
export async function compareServers(
  engine: string,
  sides: Sides,
  { photo, rounds, seconds, reach }: Comparison,
): Promise<Row[]> {
  const servers = [await sides.base()];
  const rows: Row[] = [];
  try {
    servers.push(await sides.subject());
    const [one = [], other = []] = await Promise.all(servers.map(({ url }) => prepareWorkloads(url, photo)));
    for (const [index, workload] of one.entries()) {
      const subject = other[index];
      if (!subject) continue;
      const measured = await compareInRounds(workload.load, subject.load, { rounds, seconds });
      rows.push(...rowsOf(`${workload.name}, ${engine}`, measured, reach));
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  return rows;
}

function rowsOf(name: string, { basePerSecond, perSecond, ratios }: Measured, reach: number): Row[] {
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)} over the rounds`;
  return [
    { what: `${name}: base`, value: basePerSecond, unit: '/s' },
    { what: `${name}: this`, value: perSecond, unit: '/s' },
    { what: `${name}: ratio (${range})`, value: median(ratios), unit: '', reach: `≥ ${reach}` },
  ];
}
