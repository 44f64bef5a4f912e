import { describe, expect, it } from 'vitest';
import type { Face } from '../../vision/face.ts';
import { FaceRefused, PictureNeeded } from './faceErrors.ts';
import type { FacePolicies } from './facePolicies.ts';
import { assertPictureNotNeeded, judgedBy, judgeFace } from './judgeFace.ts';

const face = (unified: number, mask = 0): Partial<Face> => ({
  extendedQuality: { unified } as NonNullable<Face['extendedQuality']>,
  mask,
});
const policies = (action: 'none' | 'warn' | 'refuse', limit: number | null = null): FacePolicies => ({
  quality_policy: { action, quality_threshold: limit },
  mask_policy: { action, mask_threshold: limit === null ? null : limit / 100 },
});

describe('a handler looks at a face', () => {
  it('only as far as its policies ask for it', () => {
    expect(judgedBy({})).toEqual({});
    expect(judgedBy(policies('none'))).toEqual({});
    expect(judgedBy(policies('warn'))).toEqual({ extendedQuality: true, mask: true });
  });

  it('and warns, or refuses, beyond the threshold', () => {
    expect(judgeFace(policies('warn', 60), [face(60, 0.59)])).toEqual([]);
    expect(judgeFace(policies('warn', 60), [face(59, 0.6)])).toEqual([
      { policy: 'quality_policy', value: 59, limit: 60 },
      { policy: 'mask_policy', value: 0.6, limit: 0.6 },
    ]);
    expect(() => judgeFace(policies('refuse', 60), [face(59)])).toThrow(FaceRefused);
    expect(() => judgeFace(policies('refuse', 60), [face(60, 0.6)])).toThrow(FaceRefused);
    expect(judgeFace(policies('none', 60), [face(0, 1)])).toEqual([]);
  });

  it('with thresholds of its own where null is set', () => {
    expect(judgeFace(policies('warn'), [face(30, 0.49)])).toEqual([]);
    expect(judgeFace(policies('warn'), [face(29, 0.5)])).toHaveLength(2);
  });

  it('and says nothing of several, which are refused for that', () => {
    expect(judgeFace(policies('refuse'), [face(0, 1), face(0, 1)])).toEqual([]);
    expect(judgeFace(policies('refuse'), [])).toEqual([]);
  });

  it('and refuses a descriptor where it may have to refuse a face', () => {
    expect(() => assertPictureNotNeeded(policies('refuse'))).toThrow(PictureNeeded);
    const onlyMasks: FacePolicies = { mask_policy: { action: 'refuse', mask_threshold: null } };
    expect(() => assertPictureNotNeeded(onlyMasks)).toThrow(PictureNeeded);
    assertPictureNotNeeded(policies('warn'));
  });
});
