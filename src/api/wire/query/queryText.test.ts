import { expect, test } from 'vitest';
import { queryText } from './queryText.ts';

test.each([
  ['/persons', ''],
  ['/persons?', ''],
  ['/persons/?page=1', 'page=1'],
  ['/persons?user_data=%C5%BElu%C5%A5', 'user_data=%C5%BElu%C5%A5'],
  ['//persons?a=b?c', 'a=b?c'],
])('%s has the query %j', (url, query) => {
  expect(queryText(url)).toBe(query);
});
