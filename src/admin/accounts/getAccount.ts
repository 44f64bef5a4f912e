import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { AccountPath, Count } from '../schemas.ts';
import { AccountObject, packAccount } from './accountObject.ts';

export const getAccount = adminOperation({
  method: 'GET',
  path: '/accounts/:account_id',
  tag: 'accounts',
  summary: 'One account and what it holds',
  params: AccountPath,
  answer: {
    status: 200,
    schema: Type.Object({
      ...AccountObject.properties,
      count_persons: Count,
      count_descriptors: Count,
      attached_descriptors: Count,
    }),
  },
  async run({ accounts, statistics, params }) {
    const account = await accounts.get(params.account_id);
    const { persons, descriptors, attachedDescriptors } = await statistics.count(account.accountId);
    return {
      ...packAccount(account),
      count_persons: persons,
      count_descriptors: descriptors,
      attached_descriptors: attachedDescriptors,
    };
  },
});
