import { adminOperation } from '../operation.ts';
import { AccountPath } from '../schemas.ts';
import { PolicyObject } from './policyObject.ts';

export const getRetention = adminOperation({
  method: 'GET',
  path: '/accounts/:account_id/retention',
  tag: 'retention',
  summary: 'How long things of an account are kept',
  params: AccountPath,
  answer: { status: 200, schema: PolicyObject },
  async run({ accounts, retention, params }) {
    const { accountId } = await accounts.get(params.account_id);
    const { descriptorDays, portraitDays } = await retention.get(accountId);
    return { descriptor_days: descriptorDays, portrait_days: portraitDays };
  },
});
