import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { AccountIdText, Count } from '../schemas.ts';

export const runRetention = adminOperation({
  method: 'POST',
  path: '/retention/run',
  tag: 'retention',
  summary: 'Delete now what is older than the rules allow, or only count it',
  body: Type.Object(
    {
      dry_run: Type.Optional(Type.Boolean()),
      account_id: Type.Optional(AccountIdText),
      trust_clock: Type.Optional(Type.Boolean({ description: 'Go on whatever speaks against the system clock' })),
    },
    { additionalProperties: false },
  ),
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
