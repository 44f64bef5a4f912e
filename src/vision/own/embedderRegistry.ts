import { BadManifest } from '../../models/own/badManifest.ts';
import type { EmbedderManifest } from '../../models/own/manifestSchema.ts';
import type { EmbedderModel } from '../embed/embedder.ts';
import { EMBEDDERS } from '../embed/embedders.ts';
import { ownEmbedder } from './ownEmbedder.ts';

/** All embedders that an installation can work with: those that come with it, and those of manifests. */
export interface Embedders {
  readonly names: readonly string[];
  /** @throws UnknownEmbedder */
  get(name: string): EmbedderModel;
  /** The embedder that makes descriptors of this model; undefined for a model that is not there. */
  nameOf(modelId: string): string | undefined;
  /** Undefined for those that come with it. */
  manifestOf(name: string): EmbedderManifest | undefined;
}

export class UnknownEmbedder extends Error {
  override readonly name = 'UnknownEmbedder';
}

/** Names that mean something else in a setting. */
const RESERVED = ['auto', 'built-in'];

/** @throws BadManifest when a manifest has the name of an embedder that comes with the service */
export function createEmbedders(manifests: readonly EmbedderManifest[]): Embedders {
  const taken = [...Object.keys(EMBEDDERS), ...RESERVED];
  const problems = manifests
    .filter(({ name }) => taken.includes(name))
    .map(({ path, name }) => `${path}: name = "${name}" is taken: ${taken.join(', ')} mean something already`);
  if (problems.length > 0) throw new BadManifest(problems);
  const models = new Map<string, EmbedderModel>(Object.entries(EMBEDDERS));
  for (const manifest of manifests) models.set(manifest.name, ownEmbedder(manifest));
  const byModel = new Map([...models].map(([name, { id }]) => [id, name]));
  return {
    names: [...models.keys()],
    get(name) {
      const model = models.get(name);
      if (!model) throw new UnknownEmbedder(`there is no embedder ${name}; there are ${[...models.keys()].join(', ')}`);
      return model;
    },
    nameOf: (modelId) => byModel.get(modelId),
    manifestOf: (name) => manifests.find((manifest) => manifest.name === name),
  };
}
