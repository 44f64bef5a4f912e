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

/**
 * The people of a range, by the pages that it touches.
 * @returns a look-up by index; undefined while the page is on its way
 */
export function usePeople(
  filter: PeopleFilter,
  first: number,
  last: number,
): (index: number) => PersonCard | undefined {
  const from = Math.floor(Math.max(first, 0) / PAGE_SIZE);
  const to = Math.floor(Math.max(last, 0) / PAGE_SIZE);
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const results = useQueries({ queries: pages.map((page) => pageQuery(filter, page)) });
  return (index) => results[Math.floor(index / PAGE_SIZE) - from]?.data?.[index % PAGE_SIZE];
}
