import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { Count } from '../schemas.ts';

const Forms = Type.Object({ plain: Count, sealed: Count });
const NameOrNull = Type.Union([Type.String(), Type.Null()]);

export const getEncryption = adminOperation({
  method: 'GET',
  path: '/encryption',
  tag: 'encryption',
  summary: 'Whether vectors and portraits are sealed, how many are, and which master keys are in use',
  answer: {
    status: 200,
    schema: Type.Object({
      mode: NameOrNull,
      active_key: NameOrNull,
      key_ring: Type.Array(Type.String(), { description: 'Master keys of this node, the active one first' }),
      master_keys: Type.Array(Type.Object({ name: Type.String(), accounts: Count })),
      vectors: Forms,
      images: Forms,
      unreadable_accounts: Type.Array(Type.String()),
    }),
  },
  async run({ encryption }) {
    const { mode, keyRing, masterKeys, vectors, images, unreadableAccounts } = await encryption.status();
    return {
      mode,
      active_key: keyRing[0] ?? null,
      key_ring: keyRing,
      master_keys: [...masterKeys].map(([name, accounts]) => ({ name, accounts })),
      vectors,
      images,
      unreadable_accounts: unreadableAccounts,
    };
  },
});

export const readAccountKeys = adminOperation({
  method: 'GET',
  path: '/encryption/keys',
  tag: 'encryption',
  summary: 'The keys of accounts, wrapped by master keys: what a backup leaves out, and a restore needs',
  answer: { status: 200, file: 'application/x-ndjson' },
  run: async ({ accountKeys }) => accountKeys(),
});
