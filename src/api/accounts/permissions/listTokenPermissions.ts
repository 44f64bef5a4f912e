import { Type } from 'typebox';
import { Count } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { pagination } from '../../wire/query/queryParameters.ts';
import { packToken, TOKEN, TokenObject } from './permissionsBody.ts';

/** GET /tokens (docs/tokens.md). */
export const listTokenPermissions = operation({
  method: 'GET',
  path: '/tokens',
  tag: 'tokens',
  operationId: 'listTokenPermissions',
  summary: 'Tokens of the account with what they may do',
  description:
    'Lists the tokens as `GET /4/account/tokens` does, with what each may do, in which lists and until when.',
  errors: [],
  example: { query: { page: 1, page_size: 10 }, answer: { tokens: [TOKEN], count: 1 } },
  access: 'basic',
  query: pagination,
  answer: { status: 200, schema: Type.Object({ tokens: Type.Array(TokenObject), count: Count }) },
  async run({ accountId, query, tokens }) {
    const { items, count } = await tokens.page(accountId, { page: query.page, size: query.page_size });
    return { tokens: items.map(packToken), count };
  },
});
