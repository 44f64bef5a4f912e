import { Type } from 'typebox';
import type { CleanupReport } from '../../core/upkeep/cleanup.ts';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { adminOperation } from '../operation.ts';
import { Count, DeletionRun } from '../schemas.ts';

const counts = { descriptors: Count, orphaned_portraits: Count, unfinished_files: Count, batches: Count };

export const collectGarbage = adminOperation({
  method: 'POST',
  path: '/gc',
  tag: 'upkeep',
  summary: 'Delete descriptors of no person and no list, files left by crashes and old idempotency keys, or count them',
  body: Type.Object(
    {
      minimum_age_hours: Type.Optional(
        Type.Number({
          minimum: 0,
          maximum: ADMIN_LIMIT.garbageHours,
          description: 'GC_MINIMUM_AGE_HOURS when absent',
        }),
      ),
      ...DeletionRun,
    },
    { additionalProperties: false },
  ),
  answer: {
    status: 200,
    schema: Type.Object({
      dry_run: Type.Boolean(),
      ...counts,
      idempotency_keys: Count,
      skipped: Type.Optional(Type.String({ description: 'Nothing was done, since this speaks against the clock' })),
    }),
    events: Type.Object(counts),
  },
  async run({ accounts, cleanup, signal, tell, body }) {
    const { dry_run: dryRun = false, account_id: accountId, minimum_age_hours: hours, trust_clock: trustClock } = body;
    if (accountId !== undefined) await accounts.get(accountId);
    const { idempotencyKeys, ...report } = await cleanup.run({
      accountId,
      dryRun,
      trustClock: trustClock ?? false,
      ...(hours !== undefined && { minimumAgeSeconds: hours * 3600 }),
      signal,
      onProgress: (done) => void tell(countsOf(done)),
    });
    const { skipped } = report;
    const told = { dry_run: dryRun, ...countsOf(report), idempotency_keys: idempotencyKeys };
    return skipped === undefined ? told : { ...told, skipped };
  },
});

function countsOf(report: Omit<CleanupReport, 'idempotencyKeys'>) {
  const { descriptors, orphanedPortraits, unfinishedFiles, batches } = report;
  return { descriptors, orphaned_portraits: orphanedPortraits, unfinished_files: unfinishedFiles, batches };
}
