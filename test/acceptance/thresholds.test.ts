import { beforeAll, expect, test } from 'vitest';
import { type Extraction, expectBody, extract, postImage } from './support/objects.ts';
import { groupPhoto, photo, warpedPhoto } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

const THRESHOLDS = ['score_threshold', 'quality_threshold', 'pitch__lt', 'yaw__lt', 'roll__lt'] as const;
const ANGLES = ['pitch', 'yaw', 'roll'] as const;

suite('thresholds', (server) => {
  let me: Account;
  let erin: Buffer;
  let group: Buffer;
  beforeAll(async () => {
    me = await server.newAccount();
    erin = await photo('erin');
    group = await groupPhoto('three');
  });

  const filtered = (answer: Awaited<ReturnType<typeof postImage>>) =>
    server.expectError(answer, 400, server.pick({ backport3: 36003, lp3: 11027 }));

  test.each(THRESHOLDS)(
    '[20 parameters] [97 flags] %s that is not a number: 12012, LP3 may use the default',
    async (name) => {
      for (const value of ['abc', '1,5', '0x1', '--1']) {
        const answer = await postImage(me.api, erin, { query: { [name]: value } });
        if (server.mode === 'backport3' || answer.status !== 201) {
          server.expectError(answer, 400, 12012, name);
        }
      }
    },
  );

  test('[20 parameters] score_threshold out of its range is answered in order', async () => {
    for (const value of ['-0.1', '1.1']) {
      server.expectOrderly(await postImage(me.api, erin, { query: { score_threshold: value } }), 201, 400);
    }
  });

  test.each(ANGLES)('[20 parameters] [97 5] %s__lt outside 0..180 is not taken into account', async (angle) => {
    for (const value of ['-0.1', '-1', '180.4', '181', '1e300', '1e999']) {
      const { faces } = await extract(me.api, group, { [`${angle}__lt`]: value, extract_descriptor: 0 });
      expect(faces).toHaveLength(3);
      for (const { attributes } of faces) expect(attributes).toBeUndefined();
      const { faces: kept } = await extract(me.api, erin, { [`${angle}__lt`]: value });
      expect(kept).toHaveLength(1);
    }
  });

  test.each(ANGLES)('[20 parameters] [97 5] %s__lt is rounded to an integer by Backport 3', async (angle) => {
    const { faces } = await extract(me.api, group, { estimate_head_pose: 1, extract_descriptor: 0 });
    const angles = faces.map(({ attributes }) => Math.abs(attributes?.head_pose?.[angle] ?? 0));
    for (const limit of angles.flatMap((each) => [each - 0.05, each + 0.05]).filter((each) => each >= 0)) {
      const used = server.pick({ backport3: Math.round(limit), lp3: limit });
      const expected = angles.filter((each) => each <= used).length;
      const answer = await postImage(me.api, group, { query: { [`${angle}__lt`]: String(limit) } });
      if (expected === 0) filtered(answer);
      else expect(expectBody<Extraction>(answer, 201).faces).toHaveLength(expected);
    }
  });

  test('[20 parameters] the ends of the ranges pass', async () => {
    const query = { score_threshold: 0, pitch__lt: 180, yaw__lt: 180, roll__lt: 180 };
    expect((await extract(me.api, erin, query)).faces).toHaveLength(1);
  });

  test('[20 thresholds] [97 all below thresholds] score_threshold 1 drops every face: 36003 or 11027', async () => {
    filtered(await postImage(me.api, erin, { query: { score_threshold: 1 } }));
    filtered(await postImage(me.api, group, { query: { score_threshold: 1 } }));
  });

  test('[20 thresholds] quality_threshold is the older name of the same filter, or ignored', async () => {
    const answer = await postImage(me.api, erin, { query: { quality_threshold: 1 } });
    if (answer.status !== 201) {
      filtered(answer);
    }
  });

  test.each(ANGLES)('[20 thresholds] %s__lt drops faces beyond it and keeps the others', async (angle) => {
    const { faces } = await extract(me.api, group, { estimate_head_pose: 1, extract_descriptor: 0 });
    const angles = faces
      .map(({ attributes }) => Math.abs(attributes?.head_pose?.[angle] ?? 0))
      .toSorted((a, b) => a - b);
    const [least = 0, middle = 0, most = 0] = angles;
    const middleOf = (middle + most) / 2;
    const between = server.pick({ backport3: Math.round(middleOf), lp3: middleOf });
    const kept = await extract(me.api, group, { [`${angle}__lt`]: between });
    const expected = angles.filter((each) => each <= between);
    expect(kept.faces).toHaveLength(expected.length);
    for (const { attributes } of kept.faces) {
      expect(Math.abs(attributes?.head_pose?.[angle] ?? 999)).toBeLessThanOrEqual(between);
    }
    filtered(await postImage(me.api, group, { query: { [`${angle}__lt`]: Math.floor(least / 2) } }));
  });

  test('[20 thresholds] score_threshold between the scores keeps the better faces', async () => {
    const { faces } = await extract(me.api, group);
    const scores = faces.map(({ score }) => score).toSorted((a, b) => a - b);
    const [least = 0, next = 0] = scores;
    const between = (least + next) / 2;
    const kept = await extract(me.api, group, { score_threshold: between });
    expect(kept.faces).toHaveLength(faces.filter(({ score }) => score >= between).length);
    expect(kept.faces.every(({ score }) => score >= between)).toBe(true);
  });

  test('[20 thresholds] dropped faces are not stored', async () => {
    const fresh = await server.newAccount();
    filtered(await postImage(fresh.api, group, { query: { score_threshold: 1 } }));
    expect((await fresh.api.get('/storage/descriptors')).json()).toEqual({ descriptors: [], count: 0 });
  });

  test('[20 thresholds] with extract_descriptor=0 they drop no faces in LP3', async () => {
    const answer = await postImage(me.api, group, { query: { extract_descriptor: 0, score_threshold: 1 } });
    if (server.mode === 'lp3') {
      expect(answer.json<Extraction>().faces).toHaveLength(3);
    } else {
      server.expectOrderly(answer, 201, 400);
    }
  });

  test('[20 errors] a warped image meets the thresholds or fails as filtered', async () => {
    const answer = await postImage(me.api, await warpedPhoto(), { query: { warped_image: 1, score_threshold: 0.5 } });
    expect(answer.status).toBe(201);
    filtered(await postImage(me.api, await warpedPhoto(), { query: { warped_image: 1, score_threshold: 1 } }));
  });
});
