import type { Logger } from 'pino';
import type { Settings } from '../../settings/schema.ts';
import type { Store } from '../../store/store.ts';
import { DEFAULT_EMBEDDER } from '../../vision/embed/embedders.ts';
import type { Embedders } from '../../vision/own/embedderRegistry.ts';

interface CountedModels {
  readonly descriptorModels: Pick<Store['descriptorModels'], 'next' | 'count'>;
}

/**
 * The embedder to work with. Where the setting leaves it open (`auto`), the existing descriptors decide: no person may be lost because a
 * newer version has a better default. Of several models the one with the most descriptors stays in use.
 */
export async function chooseEmbedder(
  { EMBEDDER }: Pick<Settings, 'EMBEDDER'>,
  embedders: Pick<Embedders, 'nameOf'>,
  store: CountedModels,
  log: Pick<Logger, 'info'>,
): Promise<string> {
  if (EMBEDDER !== 'auto') return EMBEDDER;
  const kept = await mostUsed(embedders, store);
  if (kept && kept !== DEFAULT_EMBEDDER) {
    log.info(
      { embedder: kept, default: DEFAULT_EMBEDDER },
      'the embedder of the existing descriptors stays in use; EMBEDDER sets another (docs/upgrade.md, A new embedder)',
    );
  }
  return kept ?? DEFAULT_EMBEDDER;
}

/** Undefined when there are no descriptors of a model that is there. */
async function mostUsed(
  embedders: Pick<Embedders, 'nameOf'>,
  { descriptorModels }: CountedModels,
): Promise<string | undefined> {
  const known: { modelId: string; name: string }[] = [];
  let modelId = await descriptorModels.next(undefined);
  for (; modelId !== undefined; modelId = await descriptorModels.next(modelId)) {
    const name = embedders.nameOf(modelId);
    if (name) known.push({ modelId, name });
  }
  // Of one model there is nothing to count, which takes seconds over many millions.
  if (known.length < 2) return known[0]?.name;
  let most: { name: string; count: number } | undefined;
  for (const each of known) {
    const count = await descriptorModels.count(each.modelId);
    if (!most || count > most.count) most = { name: each.name, count };
  }
  return most?.name;
}
