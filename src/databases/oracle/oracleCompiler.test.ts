import { type Compilable, Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../store/sql/schema.ts';
import type { OracleQuery } from './oracleCompiler.ts';
import { oracleDialect } from './oracleDialect.ts';
import { oracleKyselyDialect } from './oracleDriver.ts';

const nobody = undefined as never;
const client = { CLOB: 0, BLOB: 0, STRING: 0, BUFFER: 0, getConnection: () => nobody };
const db = new Kysely<Database>({ dialect: oracleKyselyDialect(nobody, client) });
const compile = (query: Compilable): OracleQuery => query.compile();
const link = { list_id: 'l', person_id: 'p', create_time: sql<never>`systimestamp` };

describe('OracleCompiler', () => {
  it('puts the condition of MERGE in parentheses', () => {
    const merge = db
      .mergeInto('list_person')
      .using('person', (join) => join.onRef('person.person_id', '=', 'list_person.person_id'))
      .whenMatched()
      .thenDelete();
    expect(compile(merge).sql).toBe(
      'merge into "LIST_PERSON" using "PERSON" on ("PERSON"."PERSON_ID" = "LIST_PERSON"."PERSON_ID") when matched then delete',
    );
  });

  it('writes booleans as numbers, bound or not', () => {
    const bound = compile(db.selectFrom('account').select('email').where('active', '=', true));
    expect(bound).toMatchObject({ sql: 'select "EMAIL" from "ACCOUNT" where "ACTIVE" = :1', parameters: [1] });
    const literal = db.selectFrom('account').select((eb) => eb.lit(false).as('nothing'));
    expect(compile(literal).sql).toBe('select 0 "NOTHING" from "ACCOUNT"');
  });

  it('lets times leave the database as text, but not within it', () => {
    const inner = db.selectFrom('person').select(['person_id', 'create_time']);
    const outer = db.selectFrom(inner.as('p')).select('p.create_time').orderBy('p.create_time');
    expect(compile(outer).sql).toBe(
      `select to_char("P"."CREATE_TIME", 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') "CREATE_TIME" from ` +
        '(select "PERSON_ID", "CREATE_TIME" from "PERSON") "P" order by "P"."CREATE_TIME"',
    );
  });

  it('pages by FETCH FIRST, behind OFFSET', () => {
    const query = db.selectFrom('person').select('person_id').orderBy('person_id').limit(5);
    expect(compile(query)).toMatchObject({ sql: expect.stringMatching(/ fetch first :1 rows only$/), parameters: [5] });
    expect(compile(query.offset(10))).toMatchObject({
      sql: expect.stringMatching(/ offset :1 rows fetch first :2 rows only$/),
      parameters: [10, 5],
    });
  });

  it('makes one row of SQL and a batch of several rows, and no batch of one', () => {
    const row = { migration: 'm', step: 1 };
    const insert = db.insertInto('schema_migration_step');
    const single = compile(insert.values(row));
    const several = compile(insert.values([row, { ...row, step: 2 }]));
    expect(several.sql).toBe(single.sql);
    expect(several.batch).toEqual([
      ['m', 1],
      ['m', 2],
    ]);
    expect(single.batch).toBeUndefined();
  });

  it('refuses what Oracle lacks', () => {
    const insert = db.insertInto('list_person').values(link);
    expect(() => insert.onConflict((conflict) => conflict.doNothing()).compile()).toThrow('ON CONFLICT');
    expect(() => insert.returning('list_id').compile()).toThrow('RETURNING');
    const both = db.insertInto('list_person').values([link, link]);
    expect(() => both.compile()).toThrow('plain values');
    const locked = db.selectFrom('person').select('person_id').limit(1).forUpdate();
    expect(() => locked.compile()).toThrow('ORA-02014');
    expect(() => db.selectFrom('person').selectAll().compile()).toThrow('name the columns');
  });
});

describe('oracleDialect', () => {
  const among = (count: number) => {
    const ids = Array.from({ length: count }, (_, index) => `${index}`);
    return compile(db.selectFrom('person').select('person_id').where(oracleDialect.isAmong('person_id', ids)));
  };

  it('pads lists of ids to few lengths, and never beyond a thousand', () => {
    const lengths = new Set(Array.from({ length: 1000 }, (_, index) => among(index + 1).parameters.length));
    expect([...lengths]).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000]);
    expect(new Set(among(5).parameters)).toEqual(new Set(['0', '1', '2', '3', '4']));
  });

  it('finds nothing among no ids', () => {
    expect(among(0)).toMatchObject({ sql: 'select "PERSON_ID" from "PERSON" where 1 = 0', parameters: [] });
  });
});
