import { BLOCK_ROWS } from '../rows/blockLayout.ts';
import { type Chunk, ChunkView } from '../rows/chunk.ts';
import { type DigitForm, ERROR_UNIT, ROUNDING } from '../rows/quantize.ts';
import type { BlockRun } from '../rows/rowTable.ts';
import type { TopMatches } from '../scan/topMatches.ts';
import type { KernelProbes } from './kernelProbes.ts';
import type { Kernel } from './loadKernel.ts';
import {
  CANDIDATES,
  MAX_LIMIT,
  type ScratchLayout,
  SEARCH_FIELDS,
  type SearchField,
  scratchLayout,
} from './scratch.ts';

/** The WASM kernel over one chunk, for one thread. */
export class ChunkKernel {
  readonly digits: DigitForm;
  readonly #view: ChunkView;
  readonly #scan: (search: number) => void;
  readonly #base: number;
  readonly #scratch: ScratchLayout;

  /** @param slot number of the thread's scratch; no other thread may use it. */
  constructor({ module, digits }: Kernel, chunk: Chunk, memory: WebAssembly.Memory, slot: number) {
    this.digits = digits;
    this.#view = new ChunkView(chunk);
    this.#scratch = scratchLayout(this.#view.layout.paddedDimension);
    this.#base = slot * this.#scratch.bytes;
    // The only export; assembly/scan.ts declares its signature.
    this.#scan = new WebAssembly.Instance(module, { env: { memory } }).exports.scan as (search: number) => void;
  }

  /**
   * Hands over every row that can be among the best of `top`, and others; the callee offers it.
   * @param onCandidate told the block's place in the run and the row in the block
   */
  scan(
    run: BlockRun,
    probes: KernelProbes,
    top: Pick<TopMatches, 'floor' | 'limit' | 'groupBy'>,
    onCandidate: (place: number, row: number) => void,
  ): void {
    this.#prepare(run, probes, top);
    do {
      this.#setReal('floor', Math.max(this.#getReal('floor'), top.floor));
      this.#set('candidateCount', 0);
      this.#scan(this.#base + this.#scratch.search);
      this.#handOver(top, onCandidate);
    } while (this.#get('nextBlock') < run.blocks.length);
  }

  #prepare(run: BlockRun, probes: KernelProbes, { limit, groupBy }: Pick<TopMatches, 'limit' | 'groupBy'>): void {
    const view = this.#view;
    const at = (part: keyof ScratchLayout) => this.#base + this.#scratch[part];
    view.words.set(run.blocks, at('blocks') / 4);
    const { buffer, byteOffset, byteLength } = probes.numbers;
    new Uint8Array(view.words.buffer, at('probes'), byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
    view.reals.set(probes.scales, at('probeScales') / 4);
    view.words.set(probes.offsets, at('probeOffsets') / 4);
    const keys = groupBy === 'person' ? view.personIdIndex(0, 0) : view.descriptorIdIndex(0, 0);
    const numbers = {
      dimension: view.layout.paddedDimension,
      probes: at('probes'),
      probeScales: at('probeScales'),
      probeOffsets: at('probeOffsets'),
      probeCount: probes.count,
      scores: at('scores'),
      survivors: at('survivors'),
      fineScores: at('fineScores'),
      blocks: at('blocks'),
      blockCount: run.blocks.length,
      nextBlock: 0,
      rowsInLastBlock: run.rowsInLast,
      coarse: view.coarseStart,
      fine: view.fineStart,
      measures: view.measuresStart,
      keys: keys * 4,
      limit: limit <= MAX_LIMIT ? limit : 0,
      bestKeys: at('bestKeys'),
      bestBounds: at('bestBounds'),
      bestCount: 0,
      candidateRows: at('candidateRows'),
      candidateBounds: at('candidateBounds'),
      candidateCapacity: CANDIDATES,
      halves: 0x0f0f0f0f,
    };
    for (const [field, value] of Object.entries(numbers)) this.#set(field as keyof typeof numbers, value);
    this.#setReal('stretch', (1 + probes.error) * ERROR_UNIT);
    this.#setReal('slack', probes.error + ROUNDING);
    this.#setReal('floor', Number.NEGATIVE_INFINITY);
  }

  #handOver(top: Pick<TopMatches, 'floor'>, onCandidate: (place: number, row: number) => void): void {
    const { words, reals } = this.#view;
    const rows = (this.#base + this.#scratch.candidateRows) / 4;
    const bounds = (this.#base + this.#scratch.candidateBounds) / 4;
    const kernelFloor = this.#getReal('floor');
    const count = this.#get('candidateCount');
    for (let index = 0; index < count; index++) {
      // The floor has risen since the row was taken.
      const bound = reals[bounds + index] as number;
      if (bound < kernelFloor || bound < top.floor) continue;
      const row = words[rows + index] as number;
      onCandidate(Math.floor(row / BLOCK_ROWS), row % BLOCK_ROWS);
    }
  }

  #index(field: SearchField): number {
    return (this.#base + this.#scratch.search) / 4 + FIELD_INDEX[field];
  }

  #get(field: SearchField): number {
    return this.#view.words[this.#index(field)] as number;
  }

  #set(field: SearchField, value: number): void {
    this.#view.words[this.#index(field)] = value;
  }

  #getReal(field: 'floor'): number {
    return this.#view.reals[this.#index(field)] as number;
  }

  #setReal(field: 'floor' | 'stretch' | 'slack', value: number): void {
    this.#view.reals[this.#index(field)] = value;
  }
}

const FIELD_INDEX = Object.fromEntries(SEARCH_FIELDS.map((field, index) => [field, index])) as Record<
  SearchField,
  number
>;
