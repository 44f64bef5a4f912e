import { QualityScoreOff } from '../../domain/pictures/qualityErrors.ts';
import { type NetProvenance, STATEMENTS } from '../../models/provenance.ts';
import type { Settings } from '../../settings/schema.ts';
import type { OptionalRole } from '../../vision/engine.ts';
import type { FaceEngine } from '../../vision/face.ts';
import { ModelsRefused } from './modelsRefused.ts';

export type PolicySettings = Pick<Settings, 'MODELS_POLICY' | 'LIVENESS_ENABLED'>;

/** Nets that the service does without: a clean one has none whose weights nobody states a licence of. */
export function leftOutBy({ MODELS_POLICY, LIVENESS_ENABLED }: PolicySettings): readonly OptionalRole[] {
  if (MODELS_POLICY === 'any') return [];
  const optional: readonly OptionalRole[] = [
    'faceres',
    'embedder-fr',
    ...(LIVENESS_ENABLED ? [] : ['liveness' as const]),
  ];
  return optional.filter((role) => STATEMENTS[role].licence === undefined);
}

/** @throws ModelsRefused */
export function requireLicences({ MODELS_POLICY }: PolicySettings, nets: readonly NetProvenance[]): void {
  if (MODELS_POLICY === 'any') return;
  const without = nets.filter(({ licence }) => licence === undefined);
  if (without.length === 0) return;
  const named = without.map(({ role, files }) => `${role} (${files.map(({ file }) => file).join(', ')})`);
  throw new ModelsRefused(
    `MODELS_POLICY = clean refuses nets whose weights have no licence statement: ${named.join('; ')}. docs/own-models.md says what can take their place`,
  );
}

/** An engine that refuses what it cannot answer without the nets that were left out. */
export function refuseLeftOut(engine: FaceEngine, leftOut: readonly OptionalRole[]): FaceEngine {
  if (!leftOut.includes('embedder-fr')) return engine;
  return {
    ...engine,
    async extract(request, signal) {
      if (request.estimates.extendedQuality) throw new QualityScoreOff();
      return engine.extract(request, signal);
    },
  };
}
