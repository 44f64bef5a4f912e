import { operation } from '../../operations/operation.ts';
import { KINDS } from './runObject.ts';

type Kind = (typeof KINDS)[number];

/** POST /review/runs/{kind}/stop (docs/review.md). */
export const stopReviewRun = operation({
  method: 'POST',
  path: '/review/runs/:kind/stop',
  tag: 'review',
  operationId: 'stopReviewRun',
  summary: 'Stop a run',
  description: 'Stops the run of a kind, whichever node it is on; it ends within seconds. The earlier findings stay.',
  errors: [],
  example: { params: { kind: 'clusters' } },
  access: 'account',
  params: {
    kind: {
      description: KINDS.join(', '),
      read: (raw: string): Kind | undefined => KINDS.find((kind) => kind === raw),
    },
  },
  answer: { status: 204 },
  run: ({ accountId, params, reviewRuns }) => reviewRuns.stop(accountId, params.kind),
});
