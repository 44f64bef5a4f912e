import { type Static, Type } from 'typebox';
import { operation } from '../../operations/operation.ts';
import { schemaJson } from '../../wire/body/schemaBody.ts';
import { closed } from '../bodyIds.ts';
import { Kind, packRun, RUN, RunObject } from './runObject.ts';

const RunBody = Type.Object(
  { kind: Kind, similarity__gte: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })) },
  closed,
);

/** POST /review/runs (docs/review.md). */
export const startReviewRun = operation({
  method: 'POST',
  path: '/review/runs',
  tag: 'review',
  operationId: 'startReviewRun',
  summary: 'Look for things to review, in the background',
  description:
    'Starts a run: `clusters` groups faces without a person by similarity, `duplicates` looks for persons that may be one, `quality` for photos that are unlike the others of their person. If a run of that kind is under way, the answer is that one. Its findings replace the earlier ones when it is done.',
  errors: ['schemaViolation'],
  example: { body: { kind: 'clusters' }, answer: { ...RUN, state: 'running', end_time: null, done: 0, found: 0 } },
  access: 'account',
  body: schemaJson<Static<typeof RunBody>>(RunBody),
  answer: { status: 201, schema: RunObject },
  run: async ({ accountId, body, reviewRuns }) =>
    packRun(await reviewRuns.start(accountId, body.kind, body.similarity__gte)),
});
