import { Type } from 'typebox';
import { operation } from '../../operations/operation.ts';
import { packRun, RUN, RunObject } from './runObject.ts';

/** GET /review/runs (docs/review.md). */
export const listReviewRuns = operation({
  method: 'GET',
  path: '/review/runs',
  tag: 'review',
  operationId: 'listReviewRuns',
  summary: 'The latest run of each kind',
  description: 'Shows the latest run of each kind: its state, how far it is, and how much it has found.',
  errors: [],
  example: { answer: { runs: [RUN] } },
  access: 'account',
  answer: { status: 200, schema: Type.Object({ runs: Type.Array(RunObject) }) },
  run: async ({ accountId, reviewRuns }) => ({ runs: (await reviewRuns.list(accountId)).map(packRun) }),
});
