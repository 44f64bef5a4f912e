import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { registerAt } from '../support/apiAccount.ts';
import { testModels } from '../support/models.ts';
import { QUICK_PASSWORDS } from '../support/quickPasswords.ts';
import { REMEMBERED_NETS } from '../support/rememberedNets.ts';
import { serve } from './support/commandLine.ts';

const COUNTED_NETS = `--require=${JSON.stringify(fileURLToPath(new URL('../support/countedNets.cjs', import.meta.url)))}`;

const folder = mkdtempSync(join(tmpdir(), 'luna-remembered-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the tests of acceptance take for granted of their shared servers. */
it('a server that remembers what nets computed of a photo does not compute it again, and answers the same', async () => {
  const counted = join(folder, 'runs');
  writeFileSync(counted, '');
  const photo = readFileSync((await testModels()).pathOf('samples/sample3.jpg'));
  const server = await serve({
    DATA_DIR: join(folder, 'data'),
    NODE_OPTIONS: [QUICK_PASSWORDS, COUNTED_NETS, REMEMBERED_NETS].join(' '),
    COUNTED_RUNS: counted,
  });
  try {
    const { call } = await registerAt(() => server.url);
    const extract = async () => {
      const { faces } = await call('POST', '/storage/descriptors?estimate_attributes=1&estimate_quality=1', photo);
      const runs = readFileSync(counted, 'utf8').length;
      return { runs, faces: faces.map(({ id: _, ...face }: { id: string }) => face) };
    };
    const first = await extract();
    expect(first.runs).toBeGreaterThan(0);
    expect(await extract()).toEqual(first);
  } finally {
    await server.end('SIGTERM');
  }
});
