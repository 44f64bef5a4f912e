import { type Static, Type } from 'typebox';
import { UNLIMITED } from '../../../domain/tokens/tokenPermissions.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { Uuid } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { schemaJson } from '../../wire/body/schemaBody.ts';
import { LimitedTokenBody, permissionsOf } from './permissionsBody.ts';

/** POST /tokens (docs/tokens.md). */
export const createLimitedToken = operation({
  method: 'POST',
  path: '/tokens',
  tag: 'tokens',
  operationId: 'createLimitedToken',
  summary: 'Create a token with limits',
  description:
    'Creates a token with limits from the start. Members that are left out set no limit, as for a token that `POST /4/account/tokens` creates.',
  errors: ['schemaViolation', 'listReferenceNotFound'],
  example: {
    body: {
      token_data: 'door 1',
      access: 'match',
      lists: [EXAMPLE_ID.personsList],
      expire_time: '2030-01-01T00:00:00Z',
    },
    answer: { token: EXAMPLE_ID.token },
  },
  access: 'basic',
  body: schemaJson<Static<typeof LimitedTokenBody>>(LimitedTokenBody),
  answer: { status: 201, schema: Type.Object({ token: Uuid }) },
  async run({ accountId, body: { token_data = '', ...limits }, tokens }) {
    return { token: await tokens.create(accountId, token_data, { ...UNLIMITED, ...permissionsOf(limits) }) };
  },
});
