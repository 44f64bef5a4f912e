import { type NetProvenance, ownProvenance, provenanceOf } from '../../models/provenance.ts';
import { rolesOf } from '../../vision/engine.ts';
import type { ModelChoice } from './modelChoice.ts';
import { leftOutBy, type PolicySettings } from './modelsPolicy.ts';
import { manifestsInUse } from './ownNets.ts';

/** The bill of materials of the nets that are in use. @throws BadManifest when the file of a manifest is not there */
export async function weightsInUse(
  settings: PolicySettings,
  models: ModelChoice,
  embedder: string,
): Promise<readonly NetProvenance[]> {
  const own = Object.values(manifestsInUse(models, embedder)).filter((manifest) => manifest !== undefined);
  const ofCatalogue = provenanceOf(rolesOf(models.embedders.get(embedder), models, leftOutBy(settings)));
  return [...ofCatalogue, ...(await Promise.all(own.map(ownProvenance)))];
}
