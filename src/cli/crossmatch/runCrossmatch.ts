import { availableParallelism } from 'node:os';
import { SingleBar } from 'cli-progress';
import type { Logger } from 'pino';
import { crossmatch, type Stretch } from '../../core/crossmatch.ts';
import { leastCosine } from '../../core/leastCosine.ts';
import type { ListKind } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import { GalleryTooSmall } from '../../gallery/memoryBudget.ts';
import { openPairSearch, type PairSearch } from '../../gallery/pairs/pairSearch.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Store } from '../../store/store.ts';
import { EMBEDDERS } from '../../vision/embed/embedders.ts';
import { createSimilarity } from '../../vision/similarity.ts';
import { CommandFailed } from '../commandFailed.ts';
import type { CrossmatchOptions } from '../crossmatch.ts';
import { EXIT } from '../exitCodes.ts';
import { type PairFormat, pairFormatOf } from './formatPairs.ts';
import { PairFile, type Progress } from './pairFile.ts';

export interface CrossmatchSurroundings {
  readonly store: Store;
  readonly settings: Settings;
  readonly log: Logger;
}

interface KnownList {
  readonly listId: ListId;
  readonly kind: ListKind;
  readonly count: number;
}

/** Runs to the end, or to the next safe place when a signal comes. @throws CommandFailed */
export async function runCrossmatch(
  { store, settings, log }: CrossmatchSurroundings,
  options: CrossmatchOptions,
): Promise<void> {
  const started = performance.now();
  const probes = await find(store, options.list[0] as ListId);
  const candidates = await find(store, options.list[1] ?? probes.listId);
  const model = EMBEDDERS[settings.EMBEDDER];
  const similarity = createSimilarity(model.calibration);
  const format = pairFormatOf(options.out) as PairFormat;
  const parameters = {
    list: probes.listId,
    with: candidates.listId,
    threshold: options.threshold,
    limit: options.limit,
    model: model.id,
  };
  const file = await PairFile.open(options.out, parameters, format.header);
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  let search: PairSearch | undefined;
  try {
    search = await openPairSearch({
      feed: store.galleryFeed,
      listId: candidates.listId,
      modelId: model.id,
      dimension: model.dimension,
      rules: {
        leastCosine: leastCosine(similarity, options.threshold),
        limit: options.limit,
        probes: groupOf(probes.kind),
        candidates: groupOf(candidates.kind),
        withinOneList: probes.listId === candidates.listId,
      },
      threads: settings.GALLERY_WORKERS || availableParallelism(),
      maxBytes: settings.GALLERY_MEMORY_LIMIT,
      log,
    }).catch((error: unknown) => Promise.reject(explainMemory(error)));
    if (!search) throw noList(candidates.listId);
    const parts = { reader: store.listReader, search, modelId: model.id, dimension: model.dimension, similarity };
    const run = { ...probes, threshold: options.threshold, after: file.progress.after };
    await write(crossmatch(parts, run), { file, format, total: probes.count, signal: interrupt.signal });
    await file.finish();
    report(file, options, (performance.now() - started) / 1000);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await search?.close();
    await file.close();
  }
}

async function write(
  stretches: AsyncIterable<Stretch>,
  { file, format, total, signal }: { file: PairFile; format: PairFormat; total: number; signal: AbortSignal },
): Promise<void> {
  const bar = process.stderr.isTTY ? createBar(total, file.progress) : undefined;
  try {
    for await (const stretch of stretches) {
      await file.append(stretch.pairs.map(format.line).join(''), add(file.progress, stretch));
      bar?.update(Math.min(total, file.progress.probes), { pairs: file.progress.pairs });
      if (signal.aborted) throw new CommandFailed('stopped: the same command goes on from here', EXIT.failure);
    }
  } finally {
    bar?.stop();
  }
}

function createBar(total: number, { probes, pairs }: Progress): SingleBar {
  const bar = new SingleBar({
    format: '{bar} {percentage} % · {value} of {total} compared · {pairs} pairs · {eta_formatted} to go',
    stream: process.stderr,
  });
  bar.start(total, Math.min(total, probes), { pairs });
  return bar;
}

function add(before: Progress, { last, probes, comparisons, pairs, skipped }: Stretch): Progress {
  return {
    after: last,
    probes: before.probes + probes,
    comparisons: before.comparisons + comparisons,
    pairs: before.pairs + pairs.length,
    skipped: before.skipped + skipped,
  };
}

async function find(store: Store, listId: ListId): Promise<KnownList> {
  const list = await store.listReader.describe(listId);
  if (!list) throw noList(listId);
  return { listId, ...list };
}

function noList(listId: ListId): CommandFailed {
  return new CommandFailed(`there is no list ${listId}`, EXIT.usage);
}

function groupOf(kind: ListKind): 'person' | 'descriptor' {
  return kind === 'persons' ? 'person' : 'descriptor';
}

function explainMemory(error: unknown): unknown {
  if (!(error instanceof GalleryTooSmall)) return error;
  return new CommandFailed(`${error.message}: raise GALLERY_MEMORY_LIMIT, or name the smaller list last`, EXIT.failure);
}

function report({ progress, resumed }: PairFile, { list, threshold, out, json }: CrossmatchOptions, seconds: number) {
  const { probes, comparisons, pairs, skipped } = progress;
  if (json) {
    const lists = { list: list[0], with: list[1] ?? list[0] };
    console.log(JSON.stringify({ ...lists, threshold, out, probes, comparisons, pairs, skipped, resumed, seconds }));
    return;
  }
  const left = skipped > 0 ? `; ${skipped} descriptors of another model left out` : '';
  console.log(`${pairs} pairs of ${probes} compared, ${comparisons} comparisons, in ${out}${left}`);
}
