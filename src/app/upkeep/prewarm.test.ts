import { expect, test } from 'vitest';
import { type ListId, newId } from '../../domain/ids.ts';
import { prewarmGallery } from './prewarm.ts';

const engine = { modelId: 'net-1', dimension: 32 };

function setUp({ loadable = 10, recent = [] as ListId[] } = {}) {
  const asked: ListId[] = [];
  const lines: [level: string, fields: object][] = [];
  const log = {
    info: (fields: object) => lines.push(['info', fields]),
    warn: (fields: object) => lines.push(['warn', fields]),
  };
  const gallery = {
    async prewarm(listIds: readonly ListId[]) {
      asked.push(...listIds);
      return Math.min(loadable, listIds.length);
    },
  };
  const prewarm = (setting: string, recentLists = async () => recent) =>
    prewarmGallery(gallery, setting, { feed: { recentLists }, engine, log: log as never });
  return { asked, lines, prewarm };
}

test('nothing, the named lists, or all of them', async () => {
  const recent = [newId<ListId>(), newId<ListId>()];
  const { asked, lines, prewarm } = setUp({ recent });
  await prewarm('');
  expect([asked, lines]).toEqual([[], []]);
  const [first, second] = [newId<ListId>(), newId<ListId>()];
  await prewarm(`${first.toUpperCase()},${second}`);
  expect(asked.splice(0)).toEqual([first, second]);
  await prewarm('all');
  expect(asked).toEqual(recent);
  expect(lines.map(([level]) => level)).toEqual(['info', 'info']);
});

test('what cannot be loaded is a warning, not the end of the start', async () => {
  const { lines, prewarm } = setUp({ loadable: 1 });
  await prewarm(`${newId()},${newId()}`);
  await prewarm('all', () => Promise.reject(new Error('connection lost')));
  expect(lines).toEqual([
    ['warn', expect.objectContaining({ lists: 1, wanted: 2 })],
    ['warn', { err: expect.any(Error) }],
  ]);
});
