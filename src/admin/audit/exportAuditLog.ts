import { Type } from 'typebox';
import { formatMicroseconds, type Timestamp } from '../../domain/time.ts';
import { AdminError } from '../adminError.ts';
import { adminOperation } from '../operation.ts';

const Moment = Type.Optional(
  Type.String({
    maxLength: 40,
    description: 'A date or a time of ISO 8601, such as 2026-05-01 or 2026-05-01T08:00:00Z',
  }),
);

export const exportAuditLog = adminOperation({
  method: 'GET',
  path: '/audit/entries',
  tag: 'audit',
  summary: 'Entries of the audit log, oldest first, one JSON object a line',
  query: Type.Object({ from: Moment, to: Moment }, { additionalProperties: false }),
  answer: { status: 200, file: 'application/x-ndjson' },
  async run({ auditLog, query, signal }) {
    return auditLog.lines({ from: momentOf('from', query.from), to: momentOf('to', query.to) }, signal);
  },
});

function momentOf(name: string, text: string | undefined): Timestamp | undefined {
  if (text === undefined) return undefined;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new AdminError('bad-request', `${name}: not a time of ISO 8601`);
  return formatMicroseconds(milliseconds * 1000);
}
