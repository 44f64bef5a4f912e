import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { compileOnly } from '../../databases/compileOnly.ts';
import { pgliteDialect } from '../../databases/postgresDialects.ts';
import { inLockOrder, locking } from './lockRows.ts';

const { db, dialect } = compileOnly('postgres');

describe('locking', () => {
  const keys = db.selectFrom('idempotency_key').select('claim').where('account_id', '=', 'a');

  it('locks rows in the order of their keys', () => {
    expect(locking(keys, 'idempotency_key', dialect).compile().sql).toBe(
      'select "claim" from "idempotency_key" where "account_id" = $1 order by "account_id", "key_hash" for update',
    );
  });

  it('leaves the query as it is where transactions follow each other', () => {
    expect(locking(keys, 'idempotency_key', pgliteDialect)).toBe(keys);
  });
});

test('ids come once each, in order', () => {
  expect(inLockOrder(['c', 'a', 'c', 'b'])).toEqual(['a', 'b', 'c']);
});

test('nothing in the store locks in another way', () => {
  const store = join(import.meta.dirname, '..');
  const sources = readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  const locks = sources.filter((name) => readFileSync(join(store, name), 'utf8').includes('.forUpdate('));
  expect(locks).toEqual([join('sql', 'lockRows.ts')]);
});
