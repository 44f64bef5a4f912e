import { afterEach, expect, it, vi } from 'vitest';
import { createClock } from '../../domain/time.ts';
import type { AuditBatch } from '../../store/ports/upkeep/auditLog.ts';
import { createAuditSeal, factsOf } from './auditSeal.ts';
import { AuditWriter } from './auditWriter.ts';
import { readBatch } from './batches/readBatch.ts';

const open: AuditWriter[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((each) => each.close()))));

/** Over a database that can be told to take nothing. */
function aWriter() {
  const database = { takes: true, written: [] as AuditBatch[], dropped: 0 };
  const writer = new AuditWriter({
    log: {
      async append(_writer, _turn, batches) {
        if (!database.takes) throw new Error('no database');
        database.written.push(...batches);
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
  const entries = () => database.written.flatMap(({ text }) => readBatch(text).entries);
  return { writer, database, entries };
}

const entry = (objects: number) => ({
  action: 'read',
  operation: 'getPerson',
  status: 200,
  facts: [],
  objects: Array.from({ length: objects }, (_, index) => [`fact_${index}`, 'value'] as const),
});

it('keeps a bounded number of facts while the database takes none, and counts in the log what was lost', async () => {
  const { writer, database, entries } = aWriter();
  database.takes = false;
  for (let index = 0; index < 2500; index++) writer.record(entry(100));
  database.takes = true;
  await writer.close();
  const written = entries();
  const gaps = written.filter((each) => each?.action === 'gap');
  expect(written.length - gaps.length).toBe(2000);
  expect([gaps.length, gaps[0]?.parts.flatMap(factsOf), database.dropped]).toEqual([1, [['entries', '500']], 500]);
});

it('writes rows of a thousand entries and their gap at most, each entry in its place', async () => {
  const { writer, database } = aWriter();
  for (let index = 0; index < 2500; index++) writer.record(entry(1));
  await writer.close();
  expect(database.written.map(({ count }) => count)).toEqual([1000, 1000, 500]);
  for (const { text, count } of database.written)
    expect(readBatch(text).entries.map((each) => each?.place)).toEqual(
      Array.from({ length: count }, (_, place) => place),
    );
});

it('flushes what was recorded before, however much comes meanwhile', async () => {
  const { writer, database } = aWriter();
  writer.record(entry(1));
  const traffic = setInterval(() => writer.record(entry(1)), 1);
  // Longer than a test may take.
  await writer.flush(600_000).finally(() => clearInterval(traffic));
  expect(database.written.length).toBeGreaterThan(0);
});

it.each(['close', 'flush'] as const)('waits for no more entries when somebody waits for it to %s', async (way) => {
  // Time stands still: a batch never becomes due.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const { writer, entries } = aWriter();
    writer.record(entry(1));
    await (way === 'close' ? writer.close() : writer.flush(600_000));
    expect(entries()).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});
