import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { AccountPath, Count, Pages, pageOf } from '../schemas.ts';
import { TokenObject, tokenObject } from './tokenObject.ts';

export const listTokens = adminOperation({
  method: 'GET',
  path: '/accounts/:account_id/tokens',
  tag: 'tokens',
  summary: 'Tokens of an account, newest first',
  params: AccountPath,
  query: Type.Object(Pages),
  answer: {
    status: 200,
    schema: Type.Object({
      tokens: Type.Array(TokenObject),
      count: Count,
    }),
  },
  async run({ accounts, tokens, params, query }) {
    const { accountId } = await accounts.get(params.account_id);
    const { items, count } = await tokens.page(accountId, pageOf(query));
    return { tokens: items.map(tokenObject), count };
  },
});
