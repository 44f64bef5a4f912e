import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { basicHeader, Client } from '../acceptance/support/client.ts';
import { photo } from '../acceptance/support/photos.ts';
import { ensureSamples } from '../acceptance/support/samples.ts';
import { ensureBuilt, freePort, startServer } from '../acceptance/support/serverProcess.ts';
import { audit } from './audit.ts';
import { countAcknowledged, newLedger } from './ledger.ts';
import { writeUntilKilled } from './writer.ts';

/**
 * npm run test:durability: kill -9 during a write load, again and again on one data directory. After each restart
 * every acknowledged write must be there.
 */
const ROUNDS = 10;
const WRITERS = 4;
const LOAD_MS = { least: 500, most: 3500 };

const EMAIL = 'durability@acceptance.test';
const PASSWORD = 'kill dash nine';

async function main(): Promise<number> {
  ensureBuilt();
  await ensureSamples();
  const image = await photo('erin');
  const dataDir = await mkdtemp(join(tmpdir(), 'luna-durability-'));
  const port = String(await freePort());
  const start = () => startServer({ DATA_DIR: dataDir, PORT: port, VISION_WORKERS: '1' });
  const basic = new Client(`http://127.0.0.1:${port}`, { kind: 'basic', login: EMAIL, password: PASSWORD });
  const ledger = newLedger();
  let server = await start();
  let lostInAll = 0;
  try {
    const registered = await basic.post('/accounts', {
      json: { organization_name: 'Durability', email: EMAIL, password: PASSWORD },
      headers: { authorization: basicHeader('', '') },
    });
    const { token } = registered.json<{ token: string }>();
    ledger.tokens.set(token, '');
    const api = basic.as({ kind: 'token', token });

    for (let round = 1; round <= ROUNDS; round++) {
      const before = countAcknowledged(ledger);
      const writers = Array.from({ length: WRITERS }, (_, index) =>
        writeUntilKilled({ api, basic, photo: image, ledger }, `r${round}w${index}`),
      );
      await sleep(LOAD_MS.least + Math.random() * (LOAD_MS.most - LOAD_MS.least));
      await server.kill('SIGKILL');
      await Promise.all(writers);
      server = await start();
      const lost = await audit(api, basic, ledger);
      lostInAll += lost.length;
      console.log(
        `round ${round}: ${countAcknowledged(ledger) - before} acknowledged, ${countAcknowledged(ledger)} in all, ${lost.length} lost`,
      );
      for (const what of lost.slice(0, 10)) {
        console.log(`  lost: ${what}`);
      }
    }
  } finally {
    await server.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  }
  console.log(`${ROUNDS} rounds: ${countAcknowledged(ledger)} acknowledged writes, ${lostInAll} lost`);
  return lostInAll === 0 ? 0 : 1;
}

process.exitCode = await main();
