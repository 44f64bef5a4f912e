import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Client, RequestOptions } from './support/client.ts';
import { createPerson, expectBody, expectDone, extract, type Face, first } from './support/objects.ts';
import { photo, warpedPhoto } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

const KINDS = ['extractor', 'identify', 'verify'] as const;

interface Extended {
  readonly unified_quality_score: number;
  readonly mask: number;
  readonly measures: Readonly<Record<string, number>>;
}
interface Warned {
  readonly face: Face;
  readonly warnings?: readonly { readonly policy: string; readonly value: number; readonly limit: number }[];
}

/** A surgical mask over mouth and nose, as a child would draw it. */
async function withMask(image: Buffer, { x, y, width, height }: Face['rect']): Promise<Buffer> {
  const [left, right, top, bottom] = [x - 0.02 * width, x + 1.02 * width, y + 0.52 * height, y + 1.06 * height];
  const outline = `${left},${top + 0.1 * height} ${x + width / 2},${top} ${right},${top + 0.1 * height} ${x + 0.75 * width},${bottom} ${x + 0.25 * width},${bottom}`;
  const { width: wide = 0, height: high = 0 } = await sharp(image).metadata();
  const drawn = `<svg width="${wide}" height="${high}"><polygon points="${outline}" fill="#7cb4d8"/></svg>`;
  return sharp(image)
    .composite([{ input: Buffer.from(drawn) }])
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** What extensions of handlers look at: the quality of a face, and whether a mask hides it. */
suite('face policies', (server) => {
  let me: Account;
  let erin: Buffer;
  let poor: Buffer;
  let masked: Buffer;
  beforeAll(async () => {
    me = await server.newAccount();
    erin = await photo('erin');
    masked = await withMask(erin, first((await extract(me.api, erin)).faces).rect);
    poor = await sharp(erin).resize({ width: 200 }).blur(2.5).jpeg({ quality: 30 }).toBuffer();
  });

  const qualityOf = async (image: Buffer, query: RequestOptions['query'] = {}): Promise<Extended> => {
    const { faces } = await extract(me.api, image, { estimate_quality: 'extended', ...query });
    return first(faces).quality as unknown as Extended;
  };

  describe('extended quality', () => {
    test('[issue 15 §4] the four values of the contract first, then a score and its measures, 0..100', async () => {
      const plain = first((await extract(me.api, erin, { estimate_quality: 1 })).faces).quality;
      const { unified_quality_score, mask, measures, ...rest } = await qualityOf(erin);
      expect(JSON.stringify(rest)).toBe(JSON.stringify(plain));
      expect(mask).toBeGreaterThanOrEqual(0);
      expect(Object.keys(measures)).toHaveLength(20);
      for (const value of [unified_quality_score, ...Object.values(measures)]) {
        expect(Number.isInteger(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
      }
      expect(measures).toMatchObject({ single_face_present: 100, mouth_closed: expect.any(Number) });
    });

    test('[issue 15 §4] a small, blurred, damaged copy has less of it, and so has a dark one', async () => {
      const good = await qualityOf(erin);
      const bad = await qualityOf(poor);
      expect(bad.unified_quality_score).toBeLessThan(good.unified_quality_score - 10);
      expect(bad.measures.sharpness).toBeLessThan(good.measures.sharpness as number);
      expect(bad.measures.inter_eye_distance).toBeLessThan(good.measures.inter_eye_distance as number);
      const dark = await qualityOf(await sharp(erin).linear(0.4, 0).jpeg().toBuffer());
      expect(dark.measures.luminance_mean).toBeLessThan(good.measures.luminance_mean as number);
    });

    test('[issue 15 §6] says how likely a mask is', async () => {
      expect((await qualityOf(erin)).mask).toBeLessThan(0.5);
      expect((await qualityOf(masked)).mask).toBeGreaterThan(0.5);
    });

    test('[issue 15 §4] is the same whether a descriptor is made or not, and there for a warped image', async () => {
      const { faces } = await extract(me.api, await warpedPhoto(), { estimate_quality: 'extended', warped_image: 1 });
      expect(first(faces).quality).toHaveProperty('unified_quality_score');
      const query = { estimate_quality: 'extended', extract_descriptor: 0 };
      const answer = await me.api.post('/storage/descriptors', { body: erin, type: 'image/jpeg', query });
      const looked = expectBody<{ faces: { quality: Extended }[] }>(answer, 201);
      const made = await qualityOf(erin);
      expect(looked.faces[0]?.quality.measures).toEqual(made.measures);
      expect(Math.abs((looked.faces[0]?.quality.unified_quality_score ?? 0) - made.unified_quality_score)).toBeLessThan(
        3,
      );
    });
  });

  describe.each(KINDS)('%s', (kind) => {
    const configured = async (policies: object) => {
      const { api } = await server.newAccount();
      const query: RequestOptions['query'] = kind === 'verify' ? { person_id: await createPerson(api) } : {};
      expectDone(await api.patch(`/handlers/${kind}`, { json: policies }));
      return { api, run: (body: Buffer) => api.post(`/handlers/${kind}`, { body, type: 'image/jpeg', query }) };
    };
    const stored = async (api: Client) =>
      expectBody<{ count: number }>(await api.get('/storage/descriptors'), 200).count;

    test('[60] [issue 15 §4] warns of poor quality, and shows nothing else that was not asked for', async () => {
      const { run } = await configured({ quality_policy: { action: 'warn', quality_threshold: 60 } });
      const good = expectBody<Warned>(await run(erin), 201);
      expect(good).not.toHaveProperty('warnings');
      const { face, warnings } = expectBody<Warned>(await run(poor), 201);
      expect(Object.keys(face)).toEqual(['id', 'rect', 'score', 'rectISO']);
      expect(warnings).toEqual([{ policy: 'quality_policy', value: expect.any(Number), limit: 60 }]);
    });

    test('[60] [issue 15 §4] refuses poor quality with 36003, and stores nothing', async () => {
      const { api, run } = await configured({ quality_policy: { action: 'refuse', quality_threshold: 60 } });
      server.expectError(await run(poor), 400, 36003, 'lower than minimum allowed (60)');
      expect(await stored(api)).toBe(0);
      expectBody(await run(erin), 201);
    });

    test('[60] [issue 15 §6] refuses a masked face with 36003, or warns of it', async () => {
      const { api, run } = await configured({ mask_policy: { action: 'refuse' } });
      server.expectError(await run(masked), 400, 36003, 'Likelihood of a mask');
      expect(await stored(api)).toBe(0);
      expectBody(await run(erin), 201);
      expectDone(await api.patch(`/handlers/${kind}`, { json: { mask_policy: { action: 'warn' } } }));
      const { warnings } = expectBody<Warned>(await run(masked), 201);
      expect(warnings).toEqual([{ policy: 'mask_policy', value: expect.any(Number), limit: 0.5 }]);
    });

    test('[60] [issue 15 §4] a policy that does nothing, and one that is out of range', async () => {
      const { api, run } = await configured({ quality_policy: { quality_threshold: 100 } });
      expect(expectBody(await run(poor), 201)).not.toHaveProperty('warnings');
      for (const quality_policy of [{ action: 'stop' }, { quality_threshold: 101 }, { score: 1 }]) {
        server.expectError(await api.patch(`/handlers/${kind}`, { json: { quality_policy } }), 400, 12022);
      }
    });
  });
});
