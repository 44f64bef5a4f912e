import { Type } from 'typebox';
import { LONGEST_EMAIL } from '../../core/accounts/accountRules.ts';
import { adminOperation } from '../operation.ts';
import { Count, Pages, pageOf, text } from '../schemas.ts';
import { AccountObject, packAccount } from './accountObject.ts';

export const listAccounts = adminOperation({
  method: 'GET',
  path: '/accounts',
  tag: 'accounts',
  summary: 'Accounts whose e-mail contains a text, newest first',
  query: Type.Object({ email: Type.Optional(text(LONGEST_EMAIL)), ...Pages }),
  answer: { status: 200, schema: Type.Object({ accounts: Type.Array(AccountObject), count: Count }) },
  async run({ accounts, query }) {
    const { items, count } = await accounts.page(query.email ?? '', pageOf(query));
    return { accounts: items.map(packAccount), count };
  },
});
