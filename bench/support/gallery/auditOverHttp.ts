import type { Row } from '../report.ts';
import type { ServerUnderTest } from '../serverUnderTest.ts';
import type { FilledTable } from './fillTables.ts';

/** The admin API of the server under test. */
export interface AdminAddress {
  readonly port: number;
  readonly key: string;
}

/** Twice: what the first one leaves behind is not asked for again by the second. */
const AUDITS = 2;

/**
 * What `gallery verify`, and the node's own audit every `GALLERY_AUDIT_HOURS`, cost the node that serves: how long it takes,
 * how long it holds up the event loop, and the memory it adds.
 */
export async function measureAudit(
  service: ServerUnderTest,
  { port, key }: AdminAddress,
  size: number,
  { listId }: FilledTable,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let audit = 1; audit <= AUDITS; audit++) {
    const before = (await service.report()).rssBytes;
    await service.reset();
    const started = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/gallery/verify`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ list_ids: [listId] }),
    });
    const answer = await response.text();
    const seconds = (performance.now() - started) / 1000;
    const { loopDelayMs, rssBytes } = await service.report();
    if (!answer.includes('"state":"ok"')) throw new Error(`the audit: ${response.status} ${answer}`);
    const of = `audit ${audit} of ${size} faces on a serving node`;
    rows.push(
      { what: of, value: seconds, unit: 's' },
      { what: `– event loop p99 meanwhile`, value: loopDelayMs.p99, unit: 'ms', reach: '≤ 20' },
      { what: `– event loop, longest meanwhile`, value: loopDelayMs.max, unit: 'ms' },
      { what: `– resident memory that it added`, value: (rssBytes - before) / 2 ** 20, unit: 'MiB' },
    );
  }
  return rows;
}
