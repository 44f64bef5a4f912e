import { Children, type ReactNode } from 'react';
import type { RunKind } from '../../api/review.ts';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';
import { RunBar } from './RunBar.tsx';

interface FoundProps {
  readonly kind: RunKind;
  readonly lead: string;
  readonly pages: {
    readonly data: unknown;
    readonly error: unknown;
    readonly refetch: () => unknown;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
  readonly children: ReactNode;
}

/** One part of the review: the run, and what it has found. */
export function Found({ kind, lead, pages, children }: FoundProps) {
  const words = useWords();
  return (
    <>
      <RunBar kind={kind} lead={lead} />
      {pages.error ? (
        <Failed error={pages.error} onRetry={() => void pages.refetch()} />
      ) : !pages.data ? (
        <Waiting />
      ) : Children.count(children) === 0 ? (
        <Empty icon="review" title={words.review.nothing} />
      ) : (
        <ul className="found">{children}</ul>
      )}
      {pages.hasNextPage && (
        <div>
          <button
            type="button"
            className="button"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {words.do.more}
          </button>
        </div>
      )}
    </>
  );
}
