import { expect, it, vi } from 'vitest';
import { PgliteUpkeep } from './pgliteUpkeep.ts';

it('what was written while it was at work is counted when it is done, though nothing is written after', async () => {
  const vacuums: string[] = [];
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const upkeep = new PgliteUpkeep(async (sql) => {
    if (sql.startsWith('vacuum')) {
      vacuums.push(sql);
      await held;
    }
    return { rows: sql.includes(' as name') ? [{ name: 'person' }] : [{ total: 0 }] };
  });
  upkeep.note(300);
  await vi.waitFor(() => expect(vacuums).toHaveLength(1));
  upkeep.note(3000);
  go();
  await vi.waitFor(() => expect(vacuums).toHaveLength(2));
});
