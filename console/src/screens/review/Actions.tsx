import { useInfiniteQuery } from '@tanstack/react-query';
import { actionsPage } from '../../api/actions.ts';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { useWords } from '../../words/useWords.ts';
import { ActionRows } from './ActionRows.tsx';

/** The last actions, each of which one click takes back. */
export function Actions({ person }: { readonly person?: string }) {
  const words = useWords();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['actions', person],
    queryFn: ({ pageParam, signal }) => actionsPage(pageParam, signal, person),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const actions = data?.pages.flatMap((page) => page.actions) ?? [];
  if (error) return <Failed error={error} onRetry={refetch} />;
  if (!data) return <Waiting />;
  if (actions.length === 0)
    return person ? (
      <p className="quiet">{words.person.noHistory}</p>
    ) : (
      <Empty icon="undo" title={words.review.noActions} />
    );
  return (
    <>
      <ActionRows actions={actions} />
      {hasNextPage && (
        <div>
          <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words.do.more}
          </button>
        </div>
      )}
    </>
  );
}
