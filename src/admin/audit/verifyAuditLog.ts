import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { Count } from '../schemas.ts';

const Mark = Type.Object({ seq: Count, hash: Type.String({ maxLength: 64 }) });

export const verifyAuditLog = adminOperation({
  method: 'POST',
  path: '/audit/verify',
  tag: 'audit',
  summary: 'Check every hash of the audit log: finds entries that were changed, removed or moved',
  body: Type.Object({ expected: Type.Optional(Mark) }, { additionalProperties: false }),
  answer: {
    status: 200,
    schema: Type.Object({
      entries: Count,
      erased: Type.Integer({ minimum: 0, description: 'Values that erasure removed' }),
      faults: Type.Array(
        Type.Object({
          kind: Type.Enum(['changed', 'removed']),
          from: Count,
          to: Count,
        }),
      ),
      last: Mark,
    }),
  },
  async run({ auditLog, body: { expected }, signal }) {
    return auditLog.verify(expected, signal);
  },
});
