import { Type } from 'typebox';
import { dataText, optionalJson } from '../jsonBody.ts';
import { operation } from '../operation.ts';
import { Uuid } from '../schemas.ts';

/** POST /account/tokens (contract 10). */
export const createToken = operation({
  method: 'POST',
  path: '/account/tokens',
  tag: 'tokens',
  summary: 'Create a token',
  access: 'basic',
  body: optionalJson({ token_data: dataText }),
  answer: { status: 201, schema: Type.Object({ token: Uuid }) },
  run: async ({ accountId, body, tokens }) => ({ token: await tokens.create(accountId, body.token_data ?? '') }),
});
