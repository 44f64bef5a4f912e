import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { PAGE_SIZE, type PeopleFilter, type PersonCard, peopleCount, peoplePage } from '../../api/people.ts';

/** Milliseconds that pages out of sight are kept: a scroll through all of them leaves no more than a few. */
const OUT_OF_SIGHT = 15_000;

const pageQuery = (filter: PeopleFilter, page: number) => ({
  queryKey: ['people', filter, page],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => peoplePage(filter, page, signal),
  gcTime: OUT_OF_SIGHT,
});

/** How many people there are by the filter; while a new filter is asked for, the old answer stands. */
export function usePeopleCount(filter: PeopleFilter) {
  return useQuery({
    queryKey: ['people', filter, 'count'],
    queryFn: ({ signal }) => peopleCount(filter, signal),
    placeholderData: keepPreviousData,
  });
}

export interface PeopleRange {
  readonly personAt: (index: number) => PersonCard | undefined;
  readonly error: Error | undefined;
  readonly retry: () => void;
}

/**
 * The people of a range, by the pages that it touches.
 * @returns a look-up by index, undefined while the page is on its way; why pages did not come, and another try of those
 */
export function usePeople(filter: PeopleFilter, first: number, last: number): PeopleRange {
  const from = Math.floor(Math.max(first, 0) / PAGE_SIZE);
  const to = Math.floor(Math.max(last, 0) / PAGE_SIZE);
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const results = useQueries({ queries: pages.map((page) => pageQuery(filter, page)) });
  const failed = results.filter(({ error }) => error);
  return {
    personAt: (index) => results[Math.floor(index / PAGE_SIZE) - from]?.data?.[index % PAGE_SIZE],
    error: failed[0]?.error ?? undefined,
    retry: () => {
      for (const { refetch } of failed) void refetch();
    },
  };
}
