import type { ListId } from '../../domain/ids.ts';
import type { AccountPortraits } from '../../portraits/accountPortraits.ts';
import type { Store } from '../../store/store.ts';
import type { FaceEngine } from '../../vision/face.ts';
import type { Embedders } from '../../vision/own/embedderRegistry.ts';
import { type Comparison, compareList } from './compareModels.ts';
import { type Filled, type FillProgress, fillVectors, type LeftFace } from './fillVectors.ts';

/** Descriptors of one transaction where they are in no list, or are forgotten. */
const TOGETHER = 200;

export interface MigrationParts {
  readonly embedders: Embedders;
  readonly store: Pick<Store, 'modelVectors'>;
  readonly portraits: Pick<AccountPortraits, 'get'>;
  /** An engine beside the one that serves; it is closed afterwards. */
  readonly openEngine: (embedder: string) => Promise<Pick<FaceEngine, 'modelId' | 'extract' | 'close'>>;
}

export interface FillRun {
  /** Faces a second; 0: as many as one thread makes. */
  readonly rate: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FillProgress) => void;
  /** Told of each face that keeps its old model alone. */
  readonly onLeft: (face: LeftFace) => Promise<void>;
}

export interface CompareRun {
  /** Faces of a list that are searched for. */
  readonly samples: number;
  /** Similarity from which on a candidate is accepted. */
  readonly threshold: number;
  readonly signal: AbortSignal;
}

export interface SwitchRun {
  /** Undefined: all, and what is in no list. */
  readonly listIds: readonly ListId[] | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (done: { readonly lists: number; readonly total: number }) => void;
}

export interface SwitchReport {
  readonly lists: number;
  /** Descriptors that have the model now and had another one before. */
  readonly switched: number;
  /** Members of these lists that have no vector of the model. */
  readonly kept: number;
}

/** The move of an installation from one embedder to another, while nodes serve: fill, compare, switch; and back the same way. */
export interface ModelMigration {
  readonly names: readonly string[];
  /** Makes vectors of the embedder for all faces that have a portrait and no such vector; goes on where it was stopped. */
  fill(to: string, run: FillRun): Promise<Filled>;
  /** How answers of sample searches would change, list by list; changes nothing. */
  compare(to: string, run: CompareRun): AsyncGenerator<Comparison>;
  /** List by list, each in one transaction. */
  switch(to: string, run: SwitchRun): Promise<SwitchReport>;
  /** Deletes the vectors of an embedder that lie beside rows. @returns how many there were */
  forget(name: string, signal: AbortSignal): Promise<number>;
  /** How many vectors lie beside rows. */
  counts(): ReturnType<Store['modelVectors']['counts']>;
}

export function createModelMigration({ embedders, store, portraits, openEngine }: MigrationParts): ModelMigration {
  const { modelVectors } = store;

  async function repeat(signal: AbortSignal, work: () => Promise<number>): Promise<number> {
    let sum = 0;
    for (let done = await work(); done > 0; done = await work()) {
      sum += done;
      signal.throwIfAborted();
    }
    return sum;
  }

  return {
    names: embedders.names,
    async fill(to, run) {
      const engine = await openEngine(to);
      try {
        return await fillVectors({ modelVectors, portraits, engine }, run);
      } finally {
        await engine.close();
      }
    },
    async *compare(to, run) {
      for (const listId of await modelVectors.listsToSwitch(embedders.get(to).id)) {
        run.signal.throwIfAborted();
        const comparison = await compareList({ modelVectors, embedders }, listId, embedders.get(to), run);
        if (comparison) yield comparison;
      }
    },
    async switch(to, { listIds, signal, onProgress }) {
      const { id } = embedders.get(to);
      const lists = listIds ?? (await modelVectors.listsToSwitch(id));
      const report = { lists: 0, switched: 0, kept: 0 };
      for (const listId of lists) {
        signal.throwIfAborted();
        const { switched, kept } = await modelVectors.switchList(listId, id);
        report.lists++;
        report.switched += switched;
        report.kept += kept;
        onProgress({ lists: report.lists, total: lists.length });
      }
      if (!listIds) report.switched += await repeat(signal, () => modelVectors.switchSome(id, TOGETHER));
      return report;
    },
    forget: (name, signal) => repeat(signal, () => modelVectors.forget(embedders.get(name).id, TOGETHER)),
    counts: () => modelVectors.counts(),
  };
}
