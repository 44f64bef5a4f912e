import { Type } from 'typebox';
import { defaultPolicies, POLICIES } from '../../core/handlers/policies.ts';
import type { HandlerKind } from '../../domain/handlerKind.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { Uuid } from '../operations/answerObjects.ts';
import { type Operation, operation } from '../operations/operation.ts';
import { handlerOperationId, handlerPaths } from './handlerPaths.ts';

/** GET /handlers/{kind} (contract 60). */
export function getHandler(kind: HandlerKind): Operation {
  return operation({
    method: 'GET',
    ...handlerPaths(kind),
    tag: 'handlers',
    operationId: handlerOperationId('get', kind),
    summary: `Policies of the ${kind} handler`,
    description: 'Every account has this handler from its start. `version` grows with each change.',
    errors: [],
    example: { answer: { handler_id: EXAMPLE_ID.handler, version: 1, policies: defaultPolicies(kind) } },
    access: 'account',
    answer: {
      status: 200,
      schema: Type.Object({ handler_id: Uuid, version: Type.Integer({ minimum: 1 }), policies: POLICIES[kind] }),
    },
    async run({ accountId, handlers }) {
      const { handlerId, version, policies } = await handlers.read(accountId, kind);
      return { handler_id: handlerId, version, policies };
    },
  });
}
