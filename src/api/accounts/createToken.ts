import { Type } from 'typebox';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { optionalJson } from '../wire/body/jsonBody.ts';
import { dataText } from '../wire/body/members.ts';

/** POST /account/tokens (contract 10). */
export const createToken = operation({
  method: 'POST',
  path: '/account/tokens',
  tag: 'tokens',
  operationId: 'createToken',
  summary: 'Create a token',
  description: `Creates a further token, for example one for each application. \`token_data\` is a note of up to ${TEXT_LENGTH.data} characters.`,
  errors: ['fieldType', 'userDataTooLong', 'schemaViolation'],
  example: { body: { token_data: 'door 1' }, answer: { token: EXAMPLE_ID.token } },
  access: 'basic',
  body: optionalJson({ token_data: dataText }),
  answer: { status: 201, schema: Type.Object({ token: Uuid }) },
  run: async ({ accountId, body, tokens }) => ({ token: await tokens.create(accountId, body.token_data ?? '') }),
});
