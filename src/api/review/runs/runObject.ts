import { Type } from 'typebox';
import type { ReviewRuns } from '../../../core/review/runs.ts';
import { PERSON } from '../../documented/exampleObjects.ts';
import { Count, Share, Time } from '../../operations/answerObjects.ts';

export const KINDS = ['clusters', 'duplicates', 'quality'] as const;
export const Kind = Type.Unsafe<(typeof KINDS)[number]>({ type: 'string', enum: KINDS });

/** A search for what is to be reviewed. */
export const RunObject = Type.Object({
  kind: Kind,
  state: Type.Unsafe<string>({ type: 'string', enum: ['running', 'done', 'failed', 'stopped'] }),
  start_time: Time,
  end_time: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  total: Count,
  done: Count,
  found: Count,
  similarity__gte: Share,
});

export const RUN = {
  kind: 'clusters',
  state: 'done',
  start_time: PERSON.create_time,
  end_time: PERSON.create_time,
  total: 20_000,
  done: 20_000,
  found: 812,
  similarity__gte: 0.5,
};

type Run = Awaited<ReturnType<ReviewRuns['start']>>;

export function packRun({ kind, state, startTime, endTime, total, done, found, threshold }: Run) {
  return {
    kind,
    state,
    start_time: startTime,
    end_time: endTime,
    total,
    done,
    found,
    similarity__gte: threshold,
  };
}
