import type { Static } from 'typebox';
import type { TokenId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { operation } from '../../operations/operation.ts';
import { schemaJson } from '../../wire/body/schemaBody.ts';
import { pathId } from '../../wire/query/pathParameters.ts';
import { PermissionsBody, permissionsOf } from './permissionsBody.ts';

/** PATCH /tokens/{token_id} (docs/tokens.md). */
export const setTokenPermissions = operation({
  method: 'PATCH',
  path: '/tokens/:token_id',
  tag: 'tokens',
  operationId: 'setTokenPermissions',
  summary: 'Change what a token may do',
  description:
    'Changes the members that are given, from the next request of the token on, on every node. `{"access": "all", "lists": null, "expire_time": null}` takes all limits off.',
  errors: ['tokenNotFound', 'schemaViolation', 'listReferenceNotFound'],
  example: { params: { token_id: EXAMPLE_ID.token }, body: { access: 'match' } },
  access: 'basic',
  params: { token_id: pathId<TokenId>('Token') },
  body: schemaJson<Static<typeof PermissionsBody>>(PermissionsBody),
  answer: { status: 204 },
  run: ({ accountId, params, body, tokens }) => tokens.setPermissions(accountId, params.token_id, permissionsOf(body)),
});
