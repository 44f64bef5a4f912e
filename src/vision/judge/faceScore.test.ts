import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from './evidence.ts';
import { boundedLogits, judge } from './faceScore.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const evidences = fc.record({ box: share, mesh: share, keyPoints: share });

describe('judge', () => {
  it('is above 0 and below 1, also as float32, whatever the nets say', () => {
    fc.assert(
      fc.property(evidences, (evidence) => {
        expect(Math.fround(judge(evidence))).toBeGreaterThan(0);
        expect(Math.fround(judge(evidence))).toBeLessThan(1);
      }),
    );
    expect(judge({ box: 0, mesh: 0, keyPoints: 0 })).toBeGreaterThan(0);
    expect(Math.fround(judge({ box: 1, mesh: 1, keyPoints: 1 }))).toBeLessThan(1);
  });

  it('never falls when a net grows surer', () => {
    fc.assert(
      fc.property(
        evidences,
        fc.constantFrom<keyof Evidence>('box', 'mesh', 'keyPoints'),
        share,
        (evidence, net, more) => {
          const surer = { ...evidence, [net]: Math.max(evidence[net], more) };
          expect(judge(surer)).toBeGreaterThanOrEqual(judge(evidence));
        },
      ),
    );
  });

  it.each([
    ['a face that all are sure of', { box: 0.999, mesh: 1, keyPoints: 0.92 }, 0.98, 1],
    ['an ape: two are sure', { box: 0.999, mesh: 0.9999, keyPoints: 0.7 }, 0.5, 0.9],
    ['a drawing', { box: 0.99, mesh: 0.9995, keyPoints: 0.43 }, 0, 0.5],
    ['a test card', { box: 1, mesh: 0.59, keyPoints: 0.3 }, 0, 0.3],
    ['nothing that the key-point net knows', { box: 1, mesh: 1, keyPoints: 0 }, 0, 0.1],
  ])('%s', (_what, evidence, least, most) => {
    expect(judge(evidence)).toBeGreaterThan(least);
    expect(judge(evidence)).toBeLessThan(most);
  });
});

describe('boundedLogits', () => {
  it('are 0 at one half and stop at their limits, which 0 and 1 are beyond', () => {
    expect(boundedLogits({ box: 0.5, mesh: 0.9, keyPoints: 0.1 })).toEqual({
      box: 0,
      mesh: expect.closeTo(Math.log(9), 5),
      keyPoints: expect.closeTo(-Math.log(9), 5),
    });
    const [none, all] = [0, 1].map((net) => boundedLogits({ box: net, mesh: net, keyPoints: net }));
    expect(all).toEqual({ box: 8, mesh: 12, keyPoints: 4 });
    expect(none).toEqual({ box: -8, mesh: -12, keyPoints: -4 });
  });
});
