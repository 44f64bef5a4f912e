import { expect, test } from 'vitest';
import { takeBlock } from './live.ts';

function taken(block: string): unknown[] {
  const events: unknown[] = [];
  takeBlock(block, (figures) => events.push(figures));
  return events;
}

test('an event is known by its name, its data may be on several lines', () => {
  expect(taken('event: figures\ndata: {"time":\ndata: "now"}')).toEqual([{ time: 'now' }]);
});

test('comments, other events and blocks without data say nothing', () => {
  for (const block of [':', ': still there', 'event: other\ndata: {}', 'event: figures', ''])
    expect(taken(block)).toEqual([]);
});
