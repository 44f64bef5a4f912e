import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReviewPages, reviewPage } from '../../api/review.ts';

/** What a run has found, page by page. */
export function useReviewPages<Name extends keyof ReviewPages>(name: Name) {
  return useInfiniteQuery({
    queryKey: ['review', name],
    queryFn: ({ pageParam, signal }) => reviewPage(name, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}
