import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readKept } from './kept.ts';
import { BENCHES, RATIOS } from './ratios.ts';

describe('the table of ratios', () => {
  const names = RATIOS.map(({ name }) => name);

  it('has each name once', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('knows every ratio that is kept: a new name needs a new run', async () => {
    const { machines } = await readKept();
    const kept = machines.flatMap(({ ratios }) => Object.keys(ratios));
    expect(kept.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('runs benches that exist, and each of them for some ratio', () => {
    for (const [name, [script]] of Object.entries(BENCHES)) {
      expect(existsSync(script), script).toBe(true);
      expect(RATIOS.some(({ bench }) => bench === name)).toBe(true);
    }
  });
});
