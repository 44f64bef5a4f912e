import { afterEach, expect, it, vi } from 'vitest';
import { printSummary } from './printSummary.ts';

afterEach(() => vi.restoreAllMocks());

const SUMMARY = {
  complete: true,
  counts: { tokens: { there: 1, here: 1 }, lists_of_both_kinds: { there: 2, here: 1 } },
  changes: { new_persons: 8, changed_persons: 0, removed_persons: 1, lists: 0 },
  problems: [],
  unfit: [{ name: 'x.jpg', reason: 'is empty' }],
  json: undefined,
};

function printed(options: { json?: true }): string {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  printSummary(SUMMARY, options);
  return String(log.mock.calls[0]?.[0]);
}

it('tells it in lines, nothing of what is empty', () => {
  expect(printed({}).split('\n')).toEqual([
    'complete: true',
    'counts:',
    '  tokens: there 1, here 1',
    '  lists of both kinds: there 2, here 1',
    'changes:',
    '  new persons: 8',
    '  changed persons: 0',
    '  removed persons: 1',
    '  lists: 0',
    'unfit:',
    '  name x.jpg, reason is empty',
  ]);
});

it('is one JSON object for programs', () => {
  expect(JSON.parse(printed({ json: true }))).toMatchObject({ complete: true, problems: [] });
});
