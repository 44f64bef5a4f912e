import { type ChangeOf, changeSchema, type PoliciesOf } from '../../core/handlers/policies.ts';
import type { HandlerKind } from '../../domain/handlerKind.ts';
import { type Operation, operation } from '../operations/operation.ts';
import { schemaJson } from '../wire/body/schemaBody.ts';
import { handlerOperationId, handlerPaths } from './handlerPaths.ts';

/** PATCH /handlers/{kind} (contract 60): members that are not given keep their values, at any depth. */
export function changeHandler<Kind extends HandlerKind>(kind: Kind): Operation {
  return operation({
    method: 'PATCH',
    ...handlerPaths(kind),
    tag: 'handlers',
    operationId: handlerOperationId('change', kind),
    summary: `Change policies of the ${kind} handler`,
    description:
      'Members that are not given keep their values, at any depth. Unknown members are refused, and a list must exist.',
    errors: ['schemaViolation', 'listReferenceNotFound', 'wrongListKind'],
    example: { body: { extract_policy: { estimate_attributes: 1 } } },
    access: 'account',
    body: schemaJson<ChangeOf<PoliciesOf<Kind>>>(changeSchema(kind)),
    answer: { status: 204 },
    run: ({ accountId, body, handlers }) => handlers.change(accountId, kind, body),
  });
}
