import { Type } from 'typebox';
import { readDayOrTime } from '../../domain/text/readTime.ts';
import type { Timestamp } from '../../domain/time.ts';
import { AdminError } from '../adminError.ts';
import { adminOperation } from '../operation.ts';

const Moment = Type.Optional(
  Type.String({
    maxLength: 40,
    description: 'A day, which begins in UTC, or a time with its zone: 2026-05-01, 2026-05-01T08:00:00Z',
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
    const [from, to] = [momentOf('from', query.from), momentOf('to', query.to)];
    if (from !== undefined && to !== undefined && from > to) throw new AdminError('bad-request', 'from: is after to');
    return auditLog.lines({ from, to }, signal);
  },
});

/** @throws AdminError, also for an empty text: whoever means the whole log names no end of it */
function momentOf(name: string, text: string | undefined): Timestamp | undefined {
  if (text === undefined) return undefined;
  const time = readDayOrTime(text);
  if (time === undefined) {
    const detail = `${name}: must be a day or a time with its zone, as 2026-05-01 or 2026-05-01T08:00:00Z`;
    throw new AdminError('bad-request', detail);
  }
  return time;
}
