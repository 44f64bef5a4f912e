import { COMPARISONS_PER_TURN, EventLoopYielder } from '../../concurrency/yieldToEventLoop.ts';
import { isComparable } from '../../domain/comparable.ts';
import { ModelMismatch } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { bestCosine, createProbe, type Probe } from '../../gallery/scan/cosine.ts';
import type { FaceEngine } from '../../vision/face.ts';
import { type DescriptorFile, readDescriptorFile } from '../descriptors/descriptorFiles.ts';
import type { HandlerPolicies } from '../handlers/handlerPolicies.ts';

/** Descriptors of one face or person under the client's own name for them. */
export interface RawDescriptors {
  readonly id: string;
  readonly file: DescriptorFile;
}

export interface RawMatch {
  readonly referenceId: string;
  readonly matches: readonly { readonly candidateId: string; readonly similarity: number; readonly status: boolean }[];
}

export interface RawMatching {
  /**
   * Compares every reference with every candidate; nothing is stored. Of an archive the best pair counts, and `status`
   * comes from the threshold of the verify handler (contract 60).
   * @param signal aborted when the caller has left
   * @throws BadDescriptorFile, ModelMismatch
   */
  compare(
    accountId: AccountId,
    references: readonly RawDescriptors[],
    candidates: readonly RawDescriptors[],
    signal?: AbortSignal,
  ): Promise<readonly RawMatch[]>;
}

interface RawProbes {
  readonly id: string;
  readonly probes: readonly Probe[];
}

export function createRawMatching(parts: {
  readonly engine: FaceEngine;
  readonly policies: Pick<HandlerPolicies, 'read'>;
}): RawMatching {
  const { engine, policies } = parts;

  async function probesOf({ id, file }: RawDescriptors): Promise<RawProbes> {
    const embeddings = await readDescriptorFile(file, engine);
    const foreign = embeddings.find((embedding) => !isComparable(embedding, engine));
    if (foreign) throw new ModelMismatch(engine.modelId, foreign.modelId);
    return { id, probes: embeddings.flatMap(({ vector }) => createProbe(vector) ?? []) };
  }

  return {
    async compare(accountId, references, candidates, signal) {
      const [left, right] = [await inTurn(references, probesOf), await inTurn(candidates, probesOf)];
      const { verification_threshold: threshold } = (await policies.read(accountId, 'verify')).policies;
      const pace = new EventLoopYielder(COMPARISONS_PER_TURN);
      const found: RawMatch[] = [];
      for (const { id: referenceId, probes } of left) {
        const matches: RawMatch['matches'][number][] = [];
        for (const candidate of right) {
          const cosines = candidate.probes.map(({ vector }) => bestCosine(probes, vector, 0));
          const similarity = engine.similarity(cosines.reduce((best, each) => Math.max(best, each), -1));
          matches.push({ candidateId: candidate.id, similarity, status: similarity >= threshold });
          if (pace.step(probes.length * candidate.probes.length)) {
            await pace.pause();
            signal?.throwIfAborted();
          }
        }
        found.push({ referenceId, matches });
      }
      return found;
    },
  };
}

async function inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
