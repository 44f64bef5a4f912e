import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type RunKind, readRuns, startRun, stopRun } from '../../api/review.ts';
import { useAction } from '../../parts/hooks/useAction.ts';
import { shownTime } from '../../parts/time.ts';
import { tell } from '../../parts/toasts.tsx';
import { useWords } from '../../words/useWords.ts';

interface RunBarProps {
  readonly kind: RunKind;
  readonly lead: string;
}

/** Milliseconds between two looks at a run. */
const LOOK = 1500;

/** The look through everything that this part of the review shows: when it was, how far it is, and a new one. */
export function RunBar({ kind, lead }: RunBarProps) {
  const words = useWords();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['runs'],
    queryFn: ({ signal }) => readRuns(signal),
    refetchInterval: ({ state }) => (state.data?.some((run) => run.state === 'running') ? LOOK : false),
  });
  const run = data?.find((each) => each.kind === kind);
  const isRunning = run?.state === 'running';
  const end = run?.end_time;
  useEffect(() => {
    if (end) void client.invalidateQueries({ queryKey: ['review'] });
  }, [end, client]);
  const start = useAction(startRun, [['runs']]);
  const stop = useAction(stopRun, [['runs']]);
  const number = (value: number) => value.toLocaleString(words.locale);
  return (
    <section className="run-bar" aria-live="polite">
      <div className="grow">
        <p>{lead}</p>
        <p className="hint">
          {isRunning
            ? run.total > 0
              ? words.review.running(number(run.done), number(run.total))
              : words.state.loading
            : run?.state === 'failed'
              ? words.review.failed
              : end
                ? shownTime(end, words.locale)
                : data && words.review.never}
        </p>
        {isRunning && <progress value={run.done} max={Math.max(run.total, 1)} aria-label={words.review.run} />}
      </div>
      {isRunning ? (
        <button type="button" className="button" onClick={() => stop.mutate(kind)}>
          {words.review.stop}
        </button>
      ) : (
        <button
          type="button"
          className={run ? 'button' : 'button main'}
          disabled={start.isPending || !data}
          onClick={() => start.mutate(kind, { onSuccess: () => tell({ text: words.review.started }) })}
        >
          {run ? words.review.run : words.review.start}
        </button>
      )}
    </section>
  );
}
