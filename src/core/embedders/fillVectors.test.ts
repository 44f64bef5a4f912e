import { expect, it } from 'vitest';
import type { AccountId, DescriptorId } from '../../domain/ids.ts';
import type { ExtractRequest, ExtractResult, Face } from '../../vision/face.ts';
import { fillVectors } from './fillVectors.ts';

const [WIDTH, HEIGHT] = [200, 260];
const face = (x: number, value: number): Face => ({
  rect: { x, y: 100, width: 60, height: 60 },
  score: 0.9,
  embedding: { modelId: 'new', vector: Float32Array.of(value) },
});

/** An engine that finds nothing in an aligned crop, as of a face that is masked, and these in a whole photo. */
function engine(faces: readonly Face[]) {
  return {
    modelId: 'new',
    extract: async ({ warped }: ExtractRequest): Promise<ExtractResult> => ({
      faces: warped ? [] : faces,
      detected: faces.length,
      width: WIDTH,
      height: HEIGHT,
    }),
  };
}

async function fill(faces: readonly Face[]) {
  const kept: number[] = [];
  const left: string[] = [];
  const descriptorId = 'one' as DescriptorId;
  await fillVectors(
    {
      modelVectors: {
        missing: async () => [{ descriptorId, accountId: 'account' as AccountId, hasPortrait: true }],
        countMissing: async () => 1,
        put: async (_, vectors) => {
          kept.push(...vectors.map(({ vector }) => vector[0] as number));
          return vectors.length;
        },
      },
      portraits: { get: async () => Buffer.from('portrait') },
      engine: engine(faces),
    },
    {
      rate: 0,
      signal: new AbortController().signal,
      onProgress: () => {},
      onLeft: async ({ reason }) => void left.push(reason),
    },
  );
  return { kept, left };
}

it('looks at a portrait as at a photo where the crop shows no face, and takes the face in the middle', async () => {
  expect(await fill([face(0, 1), face(70, 2), face(140, 3)])).toEqual({ kept: [2], left: [] });
});

it('leaves a face that neither look finds', async () => {
  expect(await fill([])).toEqual({ kept: [], left: ['no face in the portrait'] });
});
