import { BadManifest } from '../../models/own/badManifest.ts';
import type { OwnManifest } from '../../models/own/manifestSchema.ts';
import { readOwnFile } from '../../models/own/readOwnFile.ts';
import { createPyramid, type Pyramid } from '../raster/pyramid.ts';
import { type Net, type NetOptions, type NetOutputs, openNet } from '../runtime/net.ts';
import { readBoxes } from './ownDetector.ts';
import { createOwnInput } from './ownInput.ts';
import type { OwnNet } from './ownNet.ts';
import { outputOf } from './ownOutput.ts';

/** Largest difference between outputs of the net as it came and as it is run, as part of the largest output. */
export const TOLERANCE = 1e-3;

/**
 * Opens the net of a manifest and runs it once, so that what does not fit shows at the start.
 * @param isProven another thread compares the net with the untouched one
 * @throws BadManifest
 */
export async function openOwnNet(own: OwnNet, isProven: boolean, options?: NetOptions): Promise<Net> {
  const { manifest, prepared, isChanged } = own;
  const net = await openBytes(manifest, new Uint8Array(prepared), options);
  const outputs = await runOn(manifest, net, testPicture(manifest, 1));
  requireOutputs(manifest, outputs);
  if (isChanged && !isProven) {
    const untouched = await openBytes(manifest, await readOwnFile(manifest));
    const difference = differenceOf(await runOn(manifest, untouched, testPicture(manifest, 1)), outputs);
    if (difference > TOLERANCE) {
      throw new BadManifest([
        `${manifest.path}: as_is is not true, and weights below 1e-12 matter to this net: without them an output changes by ${difference.toPrecision(2)} of the largest one`,
      ]);
    }
  }
  return net;
}

/** @throws BadManifest */
export async function openBytes(manifest: OwnManifest, model: Uint8Array, options?: NetOptions): Promise<Net> {
  return openNet(model, options).catch((error: unknown) => {
    throw new BadManifest([`${manifest.path}: file ${manifest.file} cannot be opened (${textOf(error)})`]);
  });
}

/** One run over a picture of the input's size. @throws BadManifest */
export async function runOn(manifest: OwnManifest, net: Net, picture: Pyramid): Promise<NetOutputs> {
  const input = createOwnInput(manifest.input);
  const values = input.cut(picture, { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 });
  return net.run(values, input.dims).catch((error: unknown) => {
    throw new BadManifest([
      `${manifest.path}: input of [${input.dims.join(', ')}] is not what the net takes (${textOf(error)})`,
    ]);
  });
}

/** @throws BadManifest when the outputs are not those that the manifest tells of */
export function requireOutputs(manifest: OwnManifest, outputs: NetOutputs): void {
  try {
    if (manifest.kind === 'detector') readBoxes(manifest, outputs);
    else outputOf(outputs, manifest.output, manifest.kind === 'embedder' ? manifest.dimension : manifest.classes);
  } catch (error) {
    throw new BadManifest([`${manifest.path}: ${textOf(error)}`]);
  }
}

/** The largest difference between two runs, as part of the largest value of its output. */
export function differenceOf({ byName: one }: NetOutputs, { byName: other }: NetOutputs): number {
  let worst = 0;
  for (const [name, { values }] of one) {
    const others = other.get(name)?.values;
    let [largest, difference] = [0, 0];
    for (const [index, value] of values.entries()) {
      largest = Math.max(largest, Math.abs(value));
      difference = Math.max(difference, Math.abs(value - (others?.[index] ?? Number.POSITIVE_INFINITY)));
    }
    if (difference > 0) worst = Math.max(worst, difference / largest);
  }
  return worst;
}

/** Waves and noise of the input's size, the same on every machine. */
export function testPicture({ input: { size } }: OwnManifest, seed: number): Pyramid {
  const [width, height] = size;
  let state = seed;
  const data = Uint8Array.from({ length: width * height * 3 }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(128 + 80 * Math.sin(index / 997) + (state / 2 ** 32 - 0.5) * 94);
  });
  return createPyramid({ width, height, data });
}

/** What the runtime says begins with where in its sources it says so; one line is enough. */
function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]?.slice(0, 300) ?? '';
}
