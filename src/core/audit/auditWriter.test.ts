import { afterEach, expect, it } from 'vitest';
import { createClock } from '../../domain/time.ts';
import type { AuditEntry } from '../../store/ports/upkeep/auditLog.ts';
import { createAuditSeal } from './auditSeal.ts';
import { AuditWriter } from './auditWriter.ts';

const open: AuditWriter[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((each) => each.close()))));

/** Over a database that can be told to take nothing. */
function aWriter() {
  const database = { takes: true, written: [] as AuditEntry[], dropped: 0 };
  const writer = new AuditWriter({
    log: {
      async append(_writer, _batch, entries) {
        if (!database.takes) throw new Error('no database');
        database.written.push(...entries);
      },
    },
    seal: createAuditSeal(undefined),
    clock: createClock('UTC'),
    onFailed: () => undefined,
    onDropped: (count) => {
      database.dropped += count;
    },
  });
  open.push(writer);
  return { writer, database };
}

const entry = (facts: number) => ({
  action: 'read',
  operation: 'getPerson',
  status: 200,
  facts: Array.from({ length: facts }, (_, index) => [`fact_${index}`, 'value'] as const),
});

it('keeps a bounded number of facts while the database takes none, and counts in the log what was lost', async () => {
  const { writer, database } = aWriter();
  database.takes = false;
  for (let index = 0; index < 2500; index++) writer.record(entry(100));
  database.takes = true;
  await writer.close();
  const gaps = database.written.filter(({ action }) => action === 'gap');
  expect(database.written.length - gaps.length).toBe(2000);
  expect([gaps.length, gaps[0]?.items[0]?.[1], database.dropped]).toEqual([1, '500', 500]);
});

it('flushes what was recorded before, however much comes meanwhile', async () => {
  const { writer, database } = aWriter();
  writer.record(entry(1));
  const traffic = setInterval(() => writer.record(entry(1)), 1);
  // Longer than a test may take.
  await writer.flush(600_000).finally(() => clearInterval(traffic));
  expect(database.written.length).toBeGreaterThan(0);
});
