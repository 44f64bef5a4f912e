import { expect, it } from 'vitest';
import { brokenPromises, reportOf } from './chaosReport.ts';
import type { Round } from './runFaults.ts';

const MB = 1e6;
const good: Round = {
  fault: { name: 'a fault', cause: async () => {}, wellWithinSeconds: 1, mayRefuse: true, mayCut: false },
  wellMs: 100,
  deadlineMs: 1000,
  restarts: 0,
  seen: { refused: 2, unknown: 1, cut: 0, foreign: 0 },
  calls: 50,
  longestMs: 20,
  reads: [1, 2, 3],
  lost: 0,
  back: 0,
  orphans: 0,
  orphanPortraits: 0,
  plain: [],
  holding: { threads: 20, residentBytes: 500 * MB },
  before: { threads: 20, residentBytes: 450 * MB },
  problems: [],
};

it('adds the rounds of a fault up, and keeps the worst', () => {
  const other = { ...good, fault: { ...good.fault, name: 'another' } };
  const reports = reportOf([good, other, { ...good, wellMs: 300, longestMs: 90 }]);
  expect(reports.map(({ fault, times }) => [fault, times])).toEqual([
    ['a fault', 2],
    ['another', 1],
  ]);
  expect(reports[0]).toMatchObject({
    wellMs: { worst: 300, deadline: 1000 },
    refused: 4,
    unknown: 2,
    longestMs: 90,
    readsMs: { median: 2 },
    megabytesMore: 50,
  });
  expect(brokenPromises(reports)).toEqual([]);
});

it('names each promise that one round broke', () => {
  const broken = (part: Partial<Round>) => brokenPromises(reportOf([good, { ...good, ...part }]));
  expect(broken({ lost: 1 })).toEqual(['a fault: 1 acknowledged writes are lost']);
  expect(broken({ back: 1 })).toEqual(['a fault: 1 erased persons are back']);
  expect(broken({ orphans: -1, orphanPortraits: 1 })).toEqual(['a fault: 2 descriptors or portraits of nobody']);
  expect(broken({ plain: ['base/1/2: JPEG'] })).toEqual(['a fault: a face as it is in base/1/2: JPEG']);
  expect(broken({ holding: { ...good.holding, threads: 21 } })).toEqual(['a fault: 1 threads more than before']);
  expect(broken({ holding: { ...good.holding, residentBytes: 900 * MB } })).toEqual([
    'a fault: 450 MB more than before',
  ]);
  expect(broken({ problems: ['not well within 1 s'] })).toEqual(['a fault: not well within 1 s']);
});
