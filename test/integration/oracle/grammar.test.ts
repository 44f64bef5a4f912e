import { describe, expect, it } from 'vitest';
import { complaints } from './support/plsqlGrammar.ts';
import { allStatements } from './support/statements.ts';

const CONTROL = new Set(['begin', 'commit', 'rollback']);

describe('the PL/SQL grammar', () => {
  it('accepts every statement that Oracle is sent', async () => {
    const sections = await allStatements('oracle');
    const statements = new Set(sections.flatMap((section) => section.statements.map(({ sql }) => sql)));
    const refused = [...statements].flatMap((sql) => {
      const heard = CONTROL.has(sql) ? [] : complaints(sql);
      return heard.length > 0 ? [{ sql, heard: heard[0]?.slice(0, 200) }] : [];
    });
    expect(refused).toEqual([]);
    expect(statements.size).toBeGreaterThan(100);
  });

  it.each([
    'select "A" from "T" limit 1',
    'select "A" from "T" as "X"',
    `insert into "T" ("A") values (1), (2)`,
    `insert into "T" ("A") values (1) on conflict do nothing`,
    'merge into "T" using "S" on "T"."A" = "S"."A" when matched then update set "B" = 1',
    'create table if not exists "T" ("A" number(1))',
    `select string_agg("A", ',' order by "B") from "T"`,
  ])('refuses what only other databases know: %s', (sql) => {
    expect(complaints(sql)).not.toEqual([]);
  });
});
