import { describe, expect, it } from 'vitest';
import { compileOnly } from '../../databases/compileOnly.ts';
import type { AccountId } from '../../domain/ids.ts';
import { formatMicroseconds } from '../../domain/time.ts';
import { fixedStatement } from './fixedStatement.ts';

const at = formatMicroseconds(1_525_956_085_813_001);

/** A context that notes what it would send. */
function noting(type: 'postgres' | 'oracle') {
  const sent: { sql: string; parameters: readonly unknown[] }[] = [];
  const context = compileOnly(type);
  Object.assign(context.db, {
    async executeQuery({ sql, parameters }: (typeof sent)[number]) {
      sent.push({ sql, parameters });
      return { rows: [] };
    },
  });
  return { context, sent };
}

describe('fixedStatement', () => {
  it('builds once for a number of values, and sends those that it is given in their places', async () => {
    let built = 0;
    const find = fixedStatement(({ db }, accountId: AccountId, ...ids: readonly string[]) => {
      built++;
      return db
        .selectFrom('person')
        .select('person_id')
        .where('person_id', 'in', ids)
        .where('user_data', '=', 'fixed')
        .where('account_id', '=', accountId);
    });
    const { context, sent } = noting('postgres');
    await find(context, 'mine' as AccountId, 'a', 'b');
    await find(context, 'other' as AccountId, 'c', 'd');
    await find(context, 'other' as AccountId, 'e');
    expect(built).toBe(2);
    expect(sent.map(({ parameters }) => parameters)).toEqual([
      ['a', 'b', 'fixed', 'mine'],
      ['c', 'd', 'fixed', 'other'],
      ['e', 'fixed', 'other'],
    ]);
    expect(sent[1]?.sql).toBe(sent[0]?.sql);
    expect(sent[2]?.sql).toContain('"person_id" in ($1)');
  });

  it('puts values into a row, null among them', async () => {
    const insert = fixedStatement(({ db }, id: string, externalId: string | null) =>
      db.insertInto('person').values({
        person_id: id,
        account_id: 'mine',
        user_data: '',
        external_id: externalId,
        create_time: at,
      }),
    );
    const { context, sent } = noting('postgres');
    await insert(context, 'a', null);
    expect(sent[0]?.parameters).toEqual(['a', 'mine', '', null, at]);
  });

  it('speaks the language of each database', async () => {
    const find = fixedStatement(({ db }, id: string) =>
      db.selectFrom('person').select('person_id').where('person_id', '=', id),
    );
    const [postgres, oracle] = [noting('postgres'), noting('oracle')];
    await find(postgres.context, 'a');
    await find(oracle.context, 'b');
    expect(postgres.sent[0]?.sql).toContain('$1');
    expect(oracle.sent).toEqual([{ sql: expect.stringContaining(':1'), parameters: ['b'] }]);
  });
});
