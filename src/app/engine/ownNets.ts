import type { OwnManifest } from '../../models/own/manifestSchema.ts';
import type { OwnNet, OwnNets } from '../../vision/own/ownNet.ts';
import type { ModelChoice } from './modelChoice.ts';

/** The manifests that are in use beside an embedder. */
export function manifestsInUse({ embedders, detector, liveness }: ModelChoice, embedder: string) {
  return { embedder: embedders.manifestOf(embedder), detector, liveness };
}

/** Reads the nets of manifests that are in use. @throws BadManifest */
export async function loadOwnNets(models: ModelChoice, embedder: string): Promise<OwnNets> {
  const inUse = manifestsInUse(models, embedder);
  return {
    ...(inUse.embedder && { embedder: await load(inUse.embedder) }),
    ...(inUse.detector && { detector: await load(inUse.detector) }),
    ...(inUse.liveness && { liveness: await load(inUse.liveness) }),
  };
}

async function load<Manifest extends OwnManifest>(manifest: Manifest): Promise<OwnNet<Manifest>> {
  // Loaded here and not above: a start without own nets does without what reads and writes ONNX.
  const { loadOwnNet } = await import('../../models/own/loadOwnNet.ts');
  const { prepared, untouched } = await loadOwnNet(manifest);
  const memory = new SharedArrayBuffer(prepared.byteLength);
  new Uint8Array(memory).set(prepared);
  return { manifest, prepared: memory, isChanged: prepared !== untouched };
}
