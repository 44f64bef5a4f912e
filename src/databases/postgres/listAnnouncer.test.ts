import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ListId } from '../../domain/ids.ts';
import { ListAnnouncer } from './listAnnouncer.ts';

const [one, two, three] = ['one', 'two', 'three'] as ListId[] as [ListId, ListId, ListId];

/** Statements that stay unanswered until the test answers them. */
function setUp() {
  const sent: { listIds: readonly ListId[]; answer: () => void; fail: () => void }[] = [];
  const announcer = new ListAnnouncer(
    (listIds) =>
      new Promise<void>((resolve, reject) => {
        sent.push({ listIds, answer: resolve, fail: () => reject(new Error('away')) });
      }),
  );
  const settled = () => pause(30);
  return { announcer, sent, settled };
}

test('what is announced while a statement is under way goes into the next one, each list once', async () => {
  const { announcer, sent, settled } = setUp();
  announcer.announce([one]);
  announcer.announce([two, one]);
  announcer.announce([two, three]);
  await settled();
  expect(sent.map(({ listIds }) => listIds)).toEqual([[one]]);
  sent[0]?.answer();
  await settled();
  expect(sent.map(({ listIds }) => listIds)).toEqual([[one], [two, one, three]]);
  sent[1]?.answer();
  await settled();
  expect(sent).toHaveLength(2);
  announcer.announce([one]);
  expect(sent).toHaveLength(3);
});

test('a statement that fails is not repeated, nothing piles up behind it, and the next change is announced', async () => {
  const { announcer, sent, settled } = setUp();
  announcer.announce([one]);
  announcer.announce([two]);
  sent[0]?.fail();
  await settled();
  expect(sent).toHaveLength(1);
  announcer.announce([three]);
  expect(sent[1]?.listIds).toEqual([three]);
});

test('lists without number are announced in statements of a bounded size', async () => {
  const { announcer, sent, settled } = setUp();
  announcer.announce(Array.from({ length: 2500 }, (_, index) => `${index}` as ListId));
  for (let index = 0; index < 3; index++) {
    sent[index]?.answer();
    await settled();
  }
  expect(sent.map(({ listIds }) => listIds.length)).toEqual([1000, 1000, 500]);
});
