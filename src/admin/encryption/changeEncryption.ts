import { Type } from 'typebox';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { adminOperation } from '../operation.ts';
import { Count } from '../schemas.ts';

const { most: FASTEST, byDefault: USUAL } = ADMIN_LIMIT.sealedPerSecond;

export const changeEncryption = adminOperation({
  method: 'POST',
  path: '/encryption',
  tag: 'encryption',
  summary:
    'Seal all vectors and portraits, or store them plain again, while nodes serve; after an interruption, the same call continues',
  body: Type.Object(
    {
      mode: Type.Enum(['sealed', 'plain']),
      per_second: Type.Optional(
        Type.Integer({ minimum: 1, maximum: FASTEST, description: `Vectors and images at most; ${USUAL} when absent` }),
      ),
      rewrite: Type.Optional(
        Type.Boolean({ description: 'Embedded database: write its files anew at the end, while requests wait' }),
      ),
    },
    { additionalProperties: false },
  ),
  answer: {
    status: 200,
    schema: Type.Object({
      mode: Type.String(),
      changed: Count,
      orphans: Type.Integer({
        description: 'Images of no descriptor, left as they are: garbage collection sweeps them',
      }),
      unreadable: Type.Integer({ description: 'Left as they are, since they cannot be opened' }),
    }),
    events: Type.Object({ stage: Type.String(), changed: Count, total: Count }),
  },
  run: ({ encryption, signal, tell, body: { mode, per_second: perSecond = USUAL, rewrite = false } }) =>
    encryption.change(mode, { perSecond, rewrite }, signal, (progress) => void tell(progress)),
});

export const rotateKeys = adminOperation({
  method: 'POST',
  path: '/encryption/rotate',
  tag: 'encryption',
  summary: 'Wrap the keys of all accounts with the active master key; what is sealed stays as it is',
  answer: { status: 200, schema: Type.Object({ rotated: Count }) },
  run: async ({ encryption, signal }) => ({ rotated: await encryption.rotate(signal) }),
});
