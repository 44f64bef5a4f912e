import { countTinyWeights } from '../../models/onnx/rewrite/flushTinyWeights.ts';
import type { OwnNetBytes } from '../../models/own/loadOwnNet.ts';
import type { OwnManifest } from '../../models/own/manifestSchema.ts';
import { differenceOf, openBytes, requireOutputs, runOn, TOLERANCE, testPicture } from '../own/openOwnNet.ts';
import type { Net } from '../runtime/net.ts';
import type { Check } from './check.ts';

/** Largest difference between one thread and two, as part of the largest output: sums are made in another order. */
const ROUNDING = 1e-4;

/** Whether the net takes what the manifest says and gives what it says. @throws BadManifest when it cannot be run at all */
export async function tryShapes(manifest: OwnManifest, net: Net): Promise<Check> {
  const outputs = await runOn(manifest, net, testPicture(manifest, 1));
  requireOutputs(manifest, outputs);
  const [width, height] = manifest.input.size;
  const dims = [...outputs.byName].map(([name, output]) => `${name} [${output.dims.join(', ')}]`).join(', ');
  return { check: 'shapes', state: 'ok', found: `takes ${width} x ${height} pixels and gives ${dims}` };
}

/** Weights that are too small to matter, and whether the net computes the same without them. */
export async function tryWeights(manifest: OwnManifest, { prepared, untouched }: OwnNetBytes): Promise<Check> {
  const check = 'weights';
  const { tiny, subnormal } = countTinyWeights(untouched);
  const counted = `${tiny} weights are below 1e-12, ${subnormal} of them subnormal`;
  if (prepared === untouched) {
    const isSlow = tiny > 0;
    const found = isSlow ? `${counted}; as_is keeps them, which Intel's processors pay for with time` : counted;
    return { check, state: isSlow ? 'warning' : 'ok', found, figures: { tiny, subnormal } };
  }
  const [one, other] = [await openBytes(manifest, prepared), await openBytes(manifest, untouched)];
  let difference = 0;
  for (const seed of [1, 2]) {
    const picture = testPicture(manifest, seed);
    const change = differenceOf(await runOn(manifest, other, picture), await runOn(manifest, one, picture));
    difference = Math.max(difference, change);
  }
  const isSame = difference <= TOLERANCE;
  const found = `${counted}; as it is run, outputs change by ${difference.toExponential(0)} of the largest`;
  return {
    check,
    state: isSame ? 'ok' : 'bad',
    found: isSame ? found : `${found}: set as_is`,
    figures: { tiny, subnormal, difference },
  };
}

/** The same picture twice, and with two threads. */
export async function tryDeterminism(manifest: OwnManifest, net: Net, model: Uint8Array): Promise<Check> {
  const picture = testPicture(manifest, 3);
  const first = await runOn(manifest, net, picture);
  const again = differenceOf(first, await runOn(manifest, net, picture));
  const onTwo = differenceOf(first, await runOn(manifest, await openBytes(manifest, model, { threads: 2 }), picture));
  const isOk = again === 0 && onTwo <= ROUNDING;
  const twice =
    again === 0
      ? 'the same picture gives the same bits twice'
      : `the same picture gives outputs that differ by ${again.toExponential(0)}`;
  const threads =
    onTwo === 0 ? 'and with two threads' : `with two threads they differ by ${onTwo.toExponential(0)} of the largest`;
  return { check: 'determinism', state: isOk ? 'ok' : 'bad', found: `${twice}, ${threads}`, figures: { again, onTwo } };
}
