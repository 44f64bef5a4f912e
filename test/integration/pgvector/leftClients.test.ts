import { describe, expect, test } from 'vitest';
import { ClientGone } from '../../../src/domain/errors.ts';
import { aList } from '../store/support/rows.ts';
import { PGVECTOR_DATABASES } from './databases.ts';
import { MODEL, openBoth } from './support.ts';

describe.each(PGVECTOR_DATABASES)('a search of the index on $name', ({ create }) => {
  test.each([['compares all', undefined] as const, ['goes through the graph', 40] as const])(
    'that %s is not begun when its client has left by its turn',
    async (_, graphEffort) => {
      const database = await create();
      const { options } = database;
      const oneConnection = options.type === 'postgres' ? { ...options, poolSize: 1 } : options;
      const both = await openBoth(
        oneConnection,
        { type: 'vector', partitions: 1 },
        graphEffort === undefined ? {} : { graphEffort },
      );
      const { accountId, indexed, pgvector } = both;
      const listId = await aList(both.plain, accountId, 'descriptors');
      const probes = [Float32Array.of(1, 0, 0)];
      const search = { probes, modelId: MODEL, limit: 1, groupBy: 'descriptor' } as const;
      const refusals: Promise<unknown>[] = [];
      await indexed.transaction(async (tx) => {
        const leaving = new AbortController();
        // Has the only connection now.
        await tx.accounts.find(accountId);
        const candidates = { kind: 'list', listId } as const;
        const found = pgvector.search(accountId, { ...search, candidates, signal: leaving.signal });
        refusals.push(found.catch((error: unknown) => error));
        leaving.abort(new Error('left'));
      });
      for (const refusal of await Promise.all(refusals)) expect(refusal).toBeInstanceOf(ClientGone);
      expect(refusals).not.toHaveLength(0);
      await both.close();
      await database.remove();
    },
  );
});
