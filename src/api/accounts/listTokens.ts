import { Type } from 'typebox';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { Count, Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { pagination } from '../wire/query/queryParameters.ts';

/** GET /account/tokens (contract 10). */
export const listTokens = operation({
  method: 'GET',
  path: '/account/tokens',
  tag: 'tokens',
  operationId: 'listTokens',
  summary: 'Tokens of the account, newest first',
  description: 'Lists the tokens of the account, the newest first, a page at a time.',
  errors: [],
  example: {
    query: { page: 1, page_size: 10 },
    answer: { tokens: [{ id: EXAMPLE_ID.token, token_data: 'door 1' }], count: 1 },
  },
  access: 'basic',
  query: pagination,
  answer: {
    status: 200,
    schema: Type.Object({
      tokens: Type.Array(Type.Object({ id: Uuid, token_data: Type.String() })),
      count: Count,
    }),
  },
  async run({ accountId, query, tokens }) {
    const { items, count } = await tokens.page(accountId, { page: query.page, size: query.page_size });
    return { tokens: items.map(({ tokenId, tokenData }) => ({ id: tokenId, token_data: tokenData })), count };
  },
});
