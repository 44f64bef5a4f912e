import type { OwnNetBytes } from '../../models/own/loadOwnNet.ts';
import type { OwnManifest } from '../../models/own/manifestSchema.ts';
import type { Role } from '../../models/roles.ts';
import { createDetector } from '../detect/detector.ts';
import { DEFAULT_EMBEDDER, EMBEDDERS } from '../embed/embedders.ts';
import { createLivenessEstimator } from '../estimate/liveness.ts';
import type { FaceEngine } from '../face.ts';
import { openBytes } from '../own/openOwnNet.ts';
import { createOwnDetector } from '../own/ownDetector.ts';
import { ownEmbedder } from '../own/ownEmbedder.ts';
import { createOwnLiveness } from '../own/ownLiveness.ts';
import { type Net, openNet } from '../runtime/net.ts';
import type { Check } from './check.ts';
import { type SampleFace, sampleFaces } from './sampleFaces.ts';
import { tryPeople } from './tryEmbedder.ts';
import { tryDeterminism, tryShapes, tryWeights } from './tryNet.ts';
import { tryFinding, tryLiving } from './tryOthers.ts';
import { trySpeed } from './trySpeed.ts';

export interface TrialParts {
  /** With our own nets, whatever is tried: it finds the faces of the samples. */
  readonly engine: FaceEngine;
  readonly photos: readonly Uint8Array[];
  /** Our nets as ONNX. */
  readonly loadModel: (role: Role) => Promise<Uint8Array>;
}

/**
 * Tries the net of a manifest: shapes, weights, determinism, and what it says of the sample photos. Runs nets on the thread that calls it.
 * @throws BadManifest when the net cannot be run as the manifest says
 */
export async function* tryModel(manifest: OwnManifest, bytes: OwnNetBytes, parts: TrialParts): AsyncGenerator<Check> {
  const net = await openBytes(manifest, bytes.prepared);
  yield await tryShapes(manifest, net);
  yield await tryWeights(manifest, bytes);
  yield await tryDeterminism(manifest, net, bytes.prepared);
  const faces = await sampleFaces(parts.engine, parts.photos);
  const [face] = faces;
  if (!face) throw new Error('no face was found in the sample photos');
  if (manifest.kind === 'embedder') yield* await tryPeople(manifest, net, faces);
  if (manifest.kind === 'detector') yield await tryFinding(manifest, net, faces);
  if (manifest.kind === 'liveness') yield await tryLiving(manifest, net, faces);
  yield await speedOf(manifest, net, face, parts.loadModel);
}

async function speedOf(
  manifest: OwnManifest,
  net: Net,
  { picture, points68, box }: SampleFace,
  loadModel: TrialParts['loadModel'],
): Promise<Check> {
  const open = async (role: Role) => openNet(await loadModel(role), { manySizes: role === 'detector' });
  switch (manifest.kind) {
    case 'embedder': {
      const own = ownEmbedder(manifest).create(() => net);
      const { roles, create } = EMBEDDERS[DEFAULT_EMBEDDER];
      const nets = new Map(await Promise.all(roles.map(async (role) => [role as string, await open(role)] as const)));
      const ours = create((role) => nets.get(role) as Net);
      return trySpeed('a face', () => own(picture, points68), {
        name: DEFAULT_EMBEDDER,
        run: () => ours(picture, points68),
      });
    }
    case 'detector': {
      const own = createOwnDetector(manifest, net);
      const ours = createDetector(await open('detector'), () => open('detector'));
      return trySpeed('a photo', () => own(picture), { name: 'ours', run: () => ours(picture) });
    }
    case 'liveness': {
      const own = createOwnLiveness(manifest, net);
      const ours = createLivenessEstimator(await open('liveness'));
      return trySpeed('a face', () => own(picture, box), { name: 'ours', run: () => ours(picture, box) });
    }
  }
}
