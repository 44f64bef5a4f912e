import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { Count, DeletionRun } from '../schemas.ts';

export const runRetention = adminOperation({
  method: 'POST',
  path: '/retention/run',
  tag: 'retention',
  summary: 'Delete now what is older than the rules allow, or only count it',
  body: Type.Object(DeletionRun, { additionalProperties: false }),
  answer: {
    status: 200,
    schema: Type.Object({
      dry_run: Type.Boolean(),
      accounts: Count,
      descriptors: Count,
      portraits: Count,
      pending_portraits: Count,
      skipped: Type.Optional(Type.String({ description: 'Nothing was done, since this speaks against the clock' })),
    }),
  },
  async run({
    accounts,
    retention,
    body: { dry_run: dryRun = false, account_id: accountId, trust_clock: trustClock },
  }) {
    if (accountId !== undefined) await accounts.get(accountId);
    const { pendingPortraits, ...report } = await retention.run({ accountId, dryRun, trustClock });
    return { dry_run: dryRun, ...report, pending_portraits: pendingPortraits };
  },
});
