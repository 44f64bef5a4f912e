import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { HeldKeyRing } from './heldKeyRing.ts';
import { parseKeyRing } from './keyRing.ts';

const aKey = (name: string) => `${name}:${randomBytes(32).toString('base64')}`;
const refuse = async () => {
  throw new Error('the database does not answer');
};
/** Of a database that is gone. */
const gone = { masterKeys: refuse, mode: refuse, keyPage: refuse };

it('keeps what it has while the database is gone, and takes nothing else', async () => {
  const [k1, k2] = [aKey('k1'), aKey('k2')];
  const held = new HeldKeyRing(parseKeyRing(`${k1}\n${k2}`));
  await held.replace(parseKeyRing(`${k1},${k2}`), gone);
  for (const other of [`${k2}\n${k1}`, k1, `${k1}\n${aKey('k2')}`, `${k1}\n${k2}\n${aKey('k3')}`]) {
    await expect(held.replace(parseKeyRing(other), gone)).rejects.toThrow('does not answer');
  }
  expect([...held.current.byName.keys()]).toEqual(['k1', 'k2']);
});
