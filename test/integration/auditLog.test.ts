import { crc32 } from 'node:zlib';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AuditLog, createAuditLog } from '../../src/core/audit/auditLog.ts';
import { createAuditSeal } from '../../src/core/audit/auditSeal.ts';
import type { AuditSpan } from '../../src/core/audit/exportedLines.ts';
import { TRUSTED_CLOCK } from '../../src/core/upkeep/clockGuard.ts';
import { openDatabase } from '../../src/databases/openDatabase.ts';
import { type AccountId, newId, type PersonId } from '../../src/domain/ids.ts';
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
    for (const table of ['audit_entry', 'audit_batch', 'audit_mark'] as const) await db.deleteFrom(table).execute();
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
    facts: ['address', '10.0.0.1'],
    objects: ids.map((id) => ['person_id', id] as const),
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
    const batch = { count: 3, lastTime: clock(), text: '', link: ({ seq }: { seq: number }) => `hash ${seq}` };
    for (const [turn, batches] of [
      [1, [batch]],
      [1, [batch]],
      [2, [batch, batch]],
      [2, [batch, batch]],
    ] as const)
      await store.auditLog.append('writer', turn, batches);
    expect((await store.auditLog.ends()).last).toEqual({ seq: 9, hash: 'hash 6' });
  });

  /** Batches of ten, as a node makes them that writes a while. */
  async function batches(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let batch = 0; batch < count; batch++) ids.push(...(await written(10)));
    return ids;
  }

  /** Changes the lines of the batch that ends there, as whoever can write to the table may. */
  async function tamper(last: number, change: (lines: string[]) => string[]): Promise<void> {
    const [link] = await store.auditLog.after(last - 1);
    const entries = change(String(link?.content).split('\n')).join('\n');
    await db.updateTable('audit_batch').set({ entries }).where('last_seq', '=', last).execute();
  }

  /** Lines of an entry of those: its facts, its object, itself. */
  const A_LINE_EACH = 3;
  const entryLine = (place: number) => A_LINE_EACH * place + A_LINE_EACH - 1;

  describe('finds', () => {
    test.each([
      ['status', '"searchByImage",201', '"searchByImage",404'],
      ['action', '"search"', '"read"'],
      ['time', '"20', '"19'],
      ['address', '10.0.0.1', '10.0.0.2'],
      ['line', '[', ''],
    ])('a changed %s of one entry', async (_, from, to) => {
      await batches(2);
      await tamper(20, (lines) =>
        lines.map((line, index) => (Math.floor(index / A_LINE_EACH) === 4 ? line.replace(from, to) : line)),
      );
      expect(await faultsOf()).toEqual([{ kind: 'changed', from: 15, to: 15 }]);
    });

    test('an entry that was changed together with its check, by the hash of its batch', async () => {
      await batches(3);
      await tamper(20, (lines) => {
        const body = lines[A_LINE_EACH * 4]?.slice(8).replace('10.0.0.1', '10.0.0.2') ?? '';
        return lines.with(A_LINE_EACH * 4, crc32(body).toString(16).padStart(8, '0') + body);
      });
      expect(await faultsOf()).toEqual([{ kind: 'changed', from: 11, to: 20 }]);
    });

    test('facts of an account that were changed, in all entries that share them', async () => {
      const node = aNode();
      for (const account of ['one', 'other', 'one']) node.record({ ...about(newId()), facts: ['account', account] });
      await node.close();
      await tamper(3, (lines) => lines.map((line) => line.replace('"one"', '"another"')));
      expect(await faultsOf()).toEqual([
        { kind: 'changed', from: 1, to: 1 },
        { kind: 'changed', from: 3, to: 3 },
      ]);
    });

    test('another hash, and all that it is the ground of', async () => {
      await batches(3);
      await db.updateTable('audit_batch').set({ hash: 'x' }).where('last_seq', '=', 20).execute();
      expect(await faultsOf()).toEqual([
        { kind: 'changed', from: 11, to: 20 },
        { kind: 'changed', from: 21, to: 30 },
      ]);
    });

    test.each([
      ['first', 0],
      ['middle', 4],
      ['last', 9],
    ])('the %s entry of a batch removed', async (_, place) => {
      await batches(2);
      await tamper(20, (lines) => lines.toSpliced(A_LINE_EACH * place, A_LINE_EACH));
      expect(await faultsOf()).toEqual([{ kind: 'removed', from: 11 + place, to: 11 + place }]);
    });

    test.each([
      ['first', 10],
      ['middle', 20],
      ['last', 30],
    ])('the %s batch removed', async (_, last) => {
      await batches(3);
      await db.deleteFrom('audit_batch').where('last_seq', '=', last).execute();
      expect(await faultsOf()).toEqual([{ kind: 'removed', from: last - 9, to: last }]);
    });

    test('all of them removed', async () => {
      await batches(2);
      await db.deleteFrom('audit_batch').execute();
      expect(await faultsOf()).toEqual([{ kind: 'removed', from: 1, to: 20 }]);
    });

    test('an entry that was put in, and two that changed places', async () => {
      await batches(2);
      await tamper(10, (lines) => lines.toSpliced(entryLine(3), 0, lines[entryLine(3)] ?? ''));
      await tamper(20, (lines) => {
        const [first = '', second = ''] = [lines[entryLine(0)], lines[entryLine(1)]];
        return lines.with(entryLine(0), second).with(entryLine(1), first);
      });
      expect(await faultsOf()).toEqual([
        { kind: 'changed', from: 4, to: 4 },
        { kind: 'removed', from: 11, to: 11 },
        { kind: 'changed', from: 11, to: 11 },
      ]);
    });

    test('two batches that changed places', async () => {
      await batches(3);
      const [first, , third] = await store.auditLog.after(0);
      await tamper(10, () => String(third?.content).split('\n'));
      await tamper(30, () => String(first?.content).split('\n'));
      expect(await faultsOf()).toEqual([
        { kind: 'changed', from: 1, to: 10 },
        { kind: 'changed', from: 21, to: 30 },
      ]);
    });

    test('an end that was cut off with its mark, by any place that was noted before', async () => {
      await batches(2);
      const { last } = await aNode().verify();
      const noted = (await linesOf(aNode())).map((line) => JSON.parse(line) as { seq: number; hash: string });
      for (const { seq, hash } of noted) expect(await faultsOf({ seq, hash })).toEqual([]);
      await db.deleteFrom('audit_batch').where('last_seq', '>', 10).execute();
      await db
        .updateTable('audit_mark')
        .set({ seq: 10, hash: noted[9]?.hash ?? '' })
        .where('name', '=', 'last')
        .execute();
      expect(await faultsOf()).toEqual([]);
      expect(await faultsOf(last)).toEqual([{ kind: 'changed', from: 20, to: 20 }]);
      expect(await faultsOf(noted[14])).toEqual([{ kind: 'changed', from: 15, to: 15 }]);
    });

    test('a chain that was made without the key', async () => {
      await written(3, aNode({ key: '' }));
      expect(await faultsOf()).toEqual([{ kind: 'changed', from: 1, to: 3 }]);
    });
  });

  describe('a log of former times', () => {
    /** Rows as they were written before there were batches. */
    async function formerRows(...facts: (readonly (readonly [string, string])[])[]): Promise<void> {
      const seal = createAuditSeal('key-of-sixteen-or-more');
      let hash = '';
      for (const [index, each] of facts.entries()) {
        const parts = each.map(([name, value], fact) => [name, value, `salt ${fact}`] as const);
        const what = { action: 'search', operation: 'searchByImage', status: 201 };
        const time = secondsBefore(clock(), 40 * DAY);
        hash = seal.formerLink(hash, index + 1, { ...what, time, parts });
        const row = { ...what, seq: index + 1, entry_time: time, items: JSON.stringify(parts), hash };
        await db.insertInto('audit_entry').values(row).execute();
      }
      await db
        .insertInto('audit_mark')
        .values([
          { name: 'first', seq: 0, hash: null },
          { name: 'last', seq: facts.length, hash },
        ])
        .execute();
    }

    test('has the hashes that it had', async () => {
      const at = '2026-05-01T08:00:00.123000Z' as ReturnType<typeof clock>;
      const parts = [['person_id', 'a', 'salt'] as const];
      const entry = { time: at, action: 'read', operation: 'getPerson', status: 200, parts };
      expect(createAuditSeal('key-of-sixteen-or-more').formerLink('before', 7, entry)).toBe(
        'ZOO9I3PHVT_0frRNEPczmJmvU2JHmInE010pZdvLeiE',
      );
    });

    test('goes on in batches, and all of it is read and checked', async () => {
      await formerRows([['address', '10.0.0.1']], [['address', '10.0.0.2']]);
      await written(3);
      expect(await aNode().verify()).toMatchObject({ entries: 5, faults: [], last: { seq: 5 } });
      const lines = (await linesOf(aNode())).map((line) => JSON.parse(line));
      expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
      expect(lines[1]).toMatchObject({ operation: 'searchByImage', facts: { address: '10.0.0.2' } });
      await db.updateTable('audit_entry').set({ status: 404 }).where('seq', '=', 2).execute();
      expect(await faultsOf()).toEqual([{ kind: 'changed', from: 2, to: 2 }]);
      await db.deleteFrom('audit_entry').where('seq', '=', 2).execute();
      expect(await faultsOf()).toEqual([{ kind: 'removed', from: 2, to: 2 }]);
    });

    test('is erased from, and dropped by its age', async () => {
      const [person, other] = [newId(), newId()];
      await formerRows([['person_id', person]], [['person_id', other]]);
      await written(3);
      expect(await aNode().erase([person], false)).toBe(1);
      expect((await linesOf(aNode())).join('')).not.toContain(person);
      expect((await linesOf(aNode())).join('')).toContain(other);
      expect(await aNode().verify()).toMatchObject({ entries: 5, erased: 1, faults: [] });
      const node = aNode({ keptDays: 30 });
      expect(await node.dropOld(new AbortController().signal)).toBe(2);
      expect(await node.verify()).toMatchObject({ entries: 3, faults: [], last: { seq: 5 } });
    });
  });

  test('erases ids, and all that entries of an account tell; the chain holds', async () => {
    const [first = '', second = '', account = ''] = [newId(), newId(), newId()];
    const node = aNode();
    node.record(about(first, second));
    node.record(about(second));
    node.record({ ...about(newId()), facts: ['account', account, 'address', '10.0.0.9'] });
    expect(await node.erase([first], false)).toBe(1);
    expect(await node.erase([account], true)).toBe(1);
    const text = (await linesOf(node)).join('');
    expect(text).not.toContain(first);
    expect(text).not.toContain('10.0.0.9');
    expect(text.split(second).length - 1).toBe(2);
    const rows = JSON.stringify(await db.selectFrom('audit_batch').selectAll().execute());
    for (const gone of [first, account, '10.0.0.9']) expect(rows).not.toContain(gone);
    expect(await node.verify()).toMatchObject({ entries: 3, erased: 4, faults: [] });
  });

  test('takes two ids out of a row at the same time', async () => {
    const [first = '', second = ''] = await written(2);
    const [one, other] = [aNode(), aNode()];
    expect(await Promise.all([one.erase([first], false), other.erase([second], false)])).toEqual([1, 1]);
    const text = (await linesOf(one)).join('');
    for (const gone of [first, second]) expect(text).not.toContain(gone);
    expect(await one.verify()).toMatchObject({ entries: 2, erased: 2, faults: [] });
  });

  test('shows what an account did to an object, the newest first', async () => {
    const [account, other, person] = [newId<AccountId>(), newId<AccountId>(), newId<PersonId>()];
    const node = aNode();
    for (const [who, operation] of [
      [account, 'one'],
      [other, 'not its own'],
      [account, 'two'],
    ] as const)
      node.record({ ...about(person), operation, facts: ['account', who] });
    node.record({ ...about(newId()), facts: ['account', account] });
    await node.close();
    const { signal } = new AbortController();
    const shown = await node.of(account, { objectId: person, withReads: true, limit: 9, signal });
    expect([shown.isComplete, shown.entries.map(({ operation }) => operation)]).toEqual([true, ['two', 'one']]);
  });

  test('drops what is too old, whole batches of it, and the rest fits', async () => {
    const old = secondsBefore(clock(), 40 * DAY);
    await written(1200, aNode({ at: () => old }));
    await written(5);
    const node = aNode({ keptDays: 30 });
    expect(await node.dropOld(new AbortController().signal)).toBe(1200);
    expect(await node.verify()).toMatchObject({ entries: 5, faults: [], last: { seq: 1205 } });
    await db.deleteFrom('audit_batch').execute();
    expect(await faultsOf()).toEqual([{ kind: 'removed', from: 1201, to: 1205 }]);
  });

  test('a span is exported by its times', async () => {
    const day = '2026-05-01T00:00:00.000000Z' as ReturnType<typeof clock>;
    await written(2, aNode({ at: () => secondsBefore(day, 1) }));
    await written(3, aNode({ at: () => day }));
    expect((await linesOf(aNode(), { from: day })).length).toBe(3);
    expect((await linesOf(aNode(), { to: day })).length).toBe(2);
  });
});
