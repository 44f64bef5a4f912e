import { describe, expect, it } from 'vitest';
import { printStatements } from './support/printStatements.ts';
import { allMethods, allStatements } from './support/statements.ts';

describe.each(['postgres', 'oracle'] as const)('SQL for %s', (name) => {
  it('is what was reviewed', async () => {
    await expect(printStatements(await allStatements(name))).toMatchFileSnapshot(`../../sql/${name}.sql`);
  });

  it('is on record for every method of every store', async () => {
    const recorded = new Set(
      (await allStatements(name)).filter(({ statements }) => statements.length > 0).map((section) => section.name),
    );
    expect(allMethods().filter((method) => !recorded.has(method))).toEqual([]);
    expect(allMethods().length).toBeGreaterThan(50);
  });
});
