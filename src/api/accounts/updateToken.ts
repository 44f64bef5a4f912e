import type { TokenId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { json } from '../wire/body/jsonBody.ts';
import { dataText, requiredMember } from '../wire/body/members.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** PATCH /account/tokens/{token_id} (contract 10): an unknown token is reported before any fault of the body. */
export const updateToken = operation({
  method: 'PATCH',
  path: '/account/tokens/:token_id',
  tag: 'tokens',
  operationId: 'updateToken',
  summary: 'Change the data of a token',
  description: 'Replaces the note of a token. An unknown token is reported before any fault of the body.',
  errors: ['tokenNotFound', 'fieldMissing', 'fieldType', 'userDataTooLong', 'schemaViolation'],
  example: { params: { token_id: EXAMPLE_ID.token }, body: { token_data: 'door 2' } },
  access: 'basic',
  tokenInLp3: true,
  params: { token_id: pathId<TokenId>('Token') },
  body: json({ token_data: requiredMember(dataText) }),
  answer: { status: 204 },
  check: ({ accountId, params, tokens }) => tokens.get(accountId, params.token_id),
  run: ({ accountId, params, body, tokens }) => tokens.setData(accountId, params.token_id, body.token_data),
});
