import { adminOperation } from '../operation.ts';
import { AccountPath } from '../schemas.ts';
import { PolicyObject } from './policyObject.ts';

export const setRetention = adminOperation({
  method: 'PUT',
  path: '/accounts/:account_id/retention',
  tag: 'retention',
  summary: 'Say how long things of an account are kept',
  params: AccountPath,
  body: PolicyObject,
  answer: { status: 200, schema: PolicyObject },
  async run({ accounts, retention, params, body }) {
    const { accountId } = await accounts.get(params.account_id);
    await retention.set(accountId, { descriptorDays: body.descriptor_days, portraitDays: body.portrait_days });
    return body;
  },
});
