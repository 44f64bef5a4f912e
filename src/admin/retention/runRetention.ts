import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { AccountIdText, Count } from '../schemas.ts';

export const runRetention = adminOperation({
  method: 'POST',
  path: '/retention/run',
  tag: 'retention',
  summary: 'Delete now what is older than the rules allow, or only count it',
  body: Type.Object(
    { dry_run: Type.Optional(Type.Boolean()), account_id: Type.Optional(AccountIdText) },
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
    }),
  },
  async run({ accounts, retention, body: { dry_run: dryRun = false, account_id: accountId } }) {
    if (accountId !== undefined) await accounts.get(accountId);
    const { pendingPortraits, ...report } = await retention.run({ accountId, dryRun });
    return { dry_run: dryRun, ...report, pending_portraits: pendingPortraits };
  },
});
