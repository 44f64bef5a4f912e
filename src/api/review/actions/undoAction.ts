import type { ActionId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { operation } from '../../operations/operation.ts';
import { pathId } from '../../wire/query/pathParameters.ts';
import { ACTION, ActionObject, packAction } from './actionObject.ts';

/** POST /actions/{action_id}/undo (docs/review.md). */
export const undoAction = operation({
  method: 'POST',
  path: '/actions/:action_id/undo',
  tag: 'review',
  operationId: 'undoAction',
  summary: 'Undo what was done in review',
  description:
    'Takes back an action: a merged person comes back under its old id, and photos go back to where they were. Photos that were given to somebody else in the meantime stay there. 409 when the action was undone before, when it was an erasure, or when a person that it needs is gone: undo the later action first.',
  errors: ['actionNotFound', 'actionUndone', 'actionOvertaken', 'actionFinal'],
  example: { params: { action_id: EXAMPLE_ID.action }, answer: { ...ACTION, undo_time: ACTION.create_time } },
  access: 'account',
  params: { action_id: pathId<ActionId>('Action') },
  answer: { status: 200, schema: ActionObject },
  run: async ({ accountId, params, actions }) => packAction(await actions.undo(accountId, params.action_id)),
});
