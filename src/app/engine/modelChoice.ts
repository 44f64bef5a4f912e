import type {
  DetectorManifest,
  EmbedderManifest,
  LivenessManifest,
  ManifestKind,
  OwnManifest,
} from '../../models/own/manifestSchema.ts';
import { readManifests } from '../../models/own/readManifests.ts';
import type { Settings } from '../../settings/schema.ts';
import { SettingsError } from '../../settings/settingsError.ts';
import { words } from '../../settings/words.ts';
import { createEmbedders, type Embedders } from '../../vision/own/embedderRegistry.ts';

/** Which models the settings leave to choose from, and those that they have chosen. */
export interface ModelChoice {
  readonly embedders: Embedders;
  /** Undefined: the one that comes with the service. */
  readonly detector: DetectorManifest | undefined;
  readonly liveness: LivenessManifest | undefined;
  /** All of them, in use or not. */
  readonly manifests: readonly OwnManifest[];
}

export type ModelSettings = Pick<Settings, 'MODEL_MANIFESTS' | 'EMBEDDER' | 'DETECTOR' | 'LIVENESS_NET'>;

/**
 * Reads the manifests of own models; no net is opened yet.
 * @throws BadManifest, and SettingsError when a setting names a model that is not there
 */
export async function readModelChoice(settings: ModelSettings): Promise<ModelChoice> {
  const manifests = await readManifests(words(settings.MODEL_MANIFESTS));
  const embedders = createEmbedders(manifests.filter(isEmbedder));
  const problems: string[] = [];
  if (settings.EMBEDDER !== 'auto' && !embedders.names.includes(settings.EMBEDDER)) {
    problems.push(
      `EMBEDDER = ${settings.EMBEDDER}: there is no such embedder; there are ${embedders.names.join(', ')}`,
    );
  }
  const chosen = (name: 'DETECTOR' | 'LIVENESS_NET', kind: ManifestKind) => {
    const wanted = settings[name];
    if (wanted === 'built-in') return undefined;
    const ofKind = manifests.filter((manifest) => manifest.kind === kind);
    const found = ofKind.find((manifest) => manifest.name === wanted);
    const known = ['built-in', ...ofKind.map((manifest) => manifest.name)].join(', ');
    if (!found) problems.push(`${name} = ${wanted}: there is no such ${kind} net; there are ${known}`);
    return found;
  };
  const detector = chosen('DETECTOR', 'detector') as DetectorManifest | undefined;
  const liveness = chosen('LIVENESS_NET', 'liveness') as LivenessManifest | undefined;
  if (problems.length > 0) throw new SettingsError(problems);
  return { embedders, detector, liveness, manifests };
}

function isEmbedder(manifest: OwnManifest): manifest is EmbedderManifest {
  return manifest.kind === 'embedder';
}
