import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AuditLog, type AuditSpan, createAuditLog } from '../../src/core/audit/auditLog.ts';
import { TRUSTED_CLOCK } from '../../src/core/upkeep/clockGuard.ts';
import { openDatabase } from '../../src/databases/openDatabase.ts';
import { newId } from '../../src/domain/ids.ts';
import { createClock, secondsBefore } from '../../src/domain/time.ts';
import { createStore } from '../../src/store/createStore.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import type { Database } from '../../src/store/sql/schema.ts';
import { SILENT_LOG } from '../../src/store/sql/storeLog.ts';
import type { Store } from '../../src/store/store.ts';
import { DATABASES, type TestDatabase } from './store/support/databases.ts';

const clock = createClock('UTC');
const DAY = 86_400;

async function linesOf(log: AuditLog, span: AuditSpan = {}): Promise<string[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of log.lines(span)) pieces.push(piece);
  return Buffer.concat(pieces).toString().split('\n').slice(0, -1);
}

describe.each(DATABASES.filter(({ name }) => !name.includes('directory')))('audit log on $name', ({ create }) => {
  let database: TestDatabase;
  let db: Kysely<Database>;
  let store: Store;
  const open: AuditLog[] = [];

  beforeAll(async () => {
    database = await create();
    const opened = await openDatabase(database.options, SILENT_LOG);
    await migrate(opened.db, opened.dialect);
    db = opened.db;
    store = createStore(opened);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });
  beforeEach(async () => {
    await db.deleteFrom('audit_entry').execute();
    await db.deleteFrom('audit_mark').execute();
    return async () => void (await Promise.all(open.splice(0).map((each) => each.close())));
  });

  function aNode(settings: { key?: string; keptDays?: number; at?: typeof clock } = {}): AuditLog {
    const { key = 'key-of-sixteen-or-more', keptDays = 0, at = clock } = settings;
    const node = createAuditLog({
      log: store.auditLog,
      isOn: true,
      key,
      keptDays,
      clock: at,
      clockGuard: TRUSTED_CLOCK,
      onFailed: (error) => expect.unreachable(String(error)),
      onDropped: () => expect.unreachable(),
    });
    open.push(node);
    return node;
  }

  const about = (...ids: string[]) => ({
    action: 'search',
    operation: 'searchByImage',
    status: 201,
    facts: [['address', '10.0.0.1'], ...ids.map((id) => ['person_id', id] as const)] as const,
  });

  async function written(count: number, node = aNode()): Promise<string[]> {
    const ids = Array.from({ length: count }, () => newId());
    for (const id of ids) node.record(about(id));
    await node.close();
    return ids;
  }

  const faultsOf = async (...more: Parameters<AuditLog['verify']>) => (await aNode().verify(...more)).faults;

  test('two nodes write one chain, in batches, and all of it fits', async () => {
    await Promise.all([written(1500, aNode()), written(1500, aNode())]);
    const verdict = await aNode().verify();
    expect(verdict).toMatchObject({ entries: 3000, erased: 0, faults: [], last: { seq: 3000 } });
    const lines = (await linesOf(aNode())).map((line) => JSON.parse(line));
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 3000 }, (_, index) => index + 1));
    expect(lines[0]).toMatchObject({ action: 'search', status: 201, facts: { address: '10.0.0.1' } });
  });

  test('a batch that is sent again counts once', async () => {
    const entry = { time: clock(), action: 'read', operation: 'getPerson', status: 200, items: [] };
    for (const batch of [1, 1, 2, 2]) await store.auditLog.append('writer', batch, [entry], (_, seq) => `hash ${seq}`);
    expect((await store.auditLog.ends()).last).toEqual({ seq: 2, hash: 'hash 2' });
  });

  describe('finds', () => {
    test.each([
      ['status', { status: 404 }],
      ['action', { action: 'read' }],
      ['items', { items: '[]' }],
      ['hash', { hash: 'x' }],
    ])('a changed %s', async (_, change) => {
      await written(10);
      await db.updateTable('audit_entry').set(change).where('seq', '=', 5).execute();
      expect(await faultsOf()).toContainEqual({ kind: 'changed', seq: 5 });
    });

    test('a value that was exchanged within its entry', async () => {
      const [, , id = ''] = await written(5);
      const [row] = await store.auditLog.after(2, 1);
      const items = JSON.stringify(row?.items).replace(id, newId());
      await db.updateTable('audit_entry').set({ items }).where('seq', '=', 3).execute();
      expect(await faultsOf()).toEqual([{ kind: 'changed', seq: 3 }]);
    });

    test.each([
      ['first', 1],
      ['middle', 5],
      ['last', 10],
    ])('the %s entry removed', async (_, seq) => {
      await written(10);
      await db.deleteFrom('audit_entry').where('seq', '=', seq).execute();
      expect(await faultsOf()).toContainEqual({ kind: 'removed', from: seq, to: seq });
    });

    test('all of them removed', async () => {
      await written(10);
      await db.deleteFrom('audit_entry').execute();
      expect(await faultsOf()).toEqual([{ kind: 'removed', from: 1, to: 10 }]);
    });

    test('two entries that changed places', async () => {
      await written(10);
      for (const [from, to] of [
        [4, 99],
        [5, 4],
        [99, 5],
      ] as const)
        await db.updateTable('audit_entry').set({ seq: to }).where('seq', '=', from).execute();
      expect(await faultsOf()).toContainEqual({ kind: 'changed', seq: 4 });
    });

    test('an end that was cut off with its mark, by a place that was noted before', async () => {
      await written(10);
      const { last } = await aNode().verify();
      const [row] = await store.auditLog.after(7, 1);
      await db.deleteFrom('audit_entry').where('seq', '>', 8).execute();
      await db
        .updateTable('audit_mark')
        .set({ seq: 8, hash: row?.hash ?? '' })
        .where('name', '=', 'last')
        .execute();
      expect(await faultsOf()).toEqual([]);
      expect(await faultsOf(last)).toEqual([{ kind: 'changed', seq: 10 }]);
    });

    test('a chain that was made without the key', async () => {
      await written(3, aNode({ key: '' }));
      expect((await faultsOf()).length).toBe(3);
    });
  });

  test('erases ids, and all that entries of an account tell; the chain holds', async () => {
    const [first = '', second = '', account = ''] = [newId(), newId(), newId()];
    const node = aNode();
    node.record(about(first, second));
    node.record(about(second));
    node.record({
      ...about(newId()),
      facts: [
        ['account', account],
        ['address', '10.0.0.9'],
      ],
    });
    expect(await node.erase([first], false)).toBe(1);
    expect(await node.erase([account], true)).toBe(1);
    const text = (await linesOf(node)).join('');
    expect(text).not.toContain(first);
    expect(text).not.toContain('10.0.0.9');
    expect(text.split(second).length - 1).toBe(2);
    const rows = JSON.stringify(await db.selectFrom('audit_entry').selectAll().execute());
    for (const gone of [first, account, '10.0.0.9']) expect(rows).not.toContain(gone);
    expect(await node.verify()).toMatchObject({ entries: 3, erased: 3, faults: [] });
  });

  test('drops what is too old, whole batches of it, and the rest fits', async () => {
    const old = secondsBefore(clock(), 40 * DAY);
    await written(1200, aNode({ at: () => old }));
    await written(5);
    const node = aNode({ keptDays: 30 });
    expect(await node.dropOld(new AbortController().signal)).toBe(1200);
    expect(await node.verify()).toMatchObject({ entries: 5, faults: [], last: { seq: 1205 } });
    await db.deleteFrom('audit_entry').where('seq', '=', 1201).execute();
    expect(await faultsOf()).toEqual([{ kind: 'removed', from: 1201, to: 1201 }]);
  });

  test('a span is exported by its times', async () => {
    const day = '2026-05-01T00:00:00.000000Z' as ReturnType<typeof clock>;
    await written(2, aNode({ at: () => secondsBefore(day, 1) }));
    await written(3, aNode({ at: () => day }));
    expect((await linesOf(aNode(), { from: day })).length).toBe(3);
    expect((await linesOf(aNode(), { to: day })).length).toBe(2);
  });
});
