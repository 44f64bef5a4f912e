import './telemetryOff.ts';

import { InferenceSession, Tensor } from 'onnxruntime-node';

/** One neural net, ready to run. Not for the main thread: onnxruntime-node computes synchronously. */
export interface Net {
  /** @param input float32 values of one tensor with the shape `dims` */
  run(input: Float32Array, dims: readonly number[]): Promise<NetOutputs>;
}

export interface NetOutputs {
  /**
   * The output whose dimensions end with `dims`. Found by shape and not by name: shapes belong to the model,
   * names to the converter.
   * @throws Error when not exactly one output has them
   */
  ending(...dims: readonly number[]): Float32Array;
  /** All of float32 by name, for nets whose names are told (src/vision/own). */
  readonly byName: ReadonlyMap<string, NetOutput>;
}

export interface NetOutput {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

export interface NetOptions {
  /** Inputs come in many sizes: no plan of buffers is kept for each of them. */
  readonly manySizes?: boolean;
  /**
   * Its buffers are given back after each run, so that memory stays small, and the system clears them all again: with large ones that
   * takes as long as the net itself, and longer where the allocator returns large memory at once, as `npm start` has it.
   */
  readonly keepsNothing?: boolean;
  /** Threads that compute; default 1. */
  readonly threads?: number;
}

/** @param model ONNX bytes; in shared memory they are copied first, since the runtime takes plain memory only */
export async function openNet(
  model: Uint8Array,
  { manySizes = false, keepsNothing = false, threads = 1 }: NetOptions = {},
): Promise<Net> {
  // One thread a session unless asked for: parallelism comes from the workers, and a second thread mostly spins.
  const plain = model.buffer instanceof SharedArrayBuffer ? new Uint8Array(model) : model;
  const session = await InferenceSession.create(plain, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: !keepsNothing,
    enableMemPattern: !manySizes,
    logSeverityLevel: 3,
  });
  const inputName = session.inputNames[0];
  if (inputName === undefined || session.inputNames.length !== 1)
    throw new Error('the model has not exactly one input');
  return {
    async run(input, dims) {
      const outputs = await session.run({ [inputName]: new Tensor('float32', input, dims) });
      return {
        get byName() {
          return namedOutputs(outputs);
        },
        ending(...wanted) {
          const found = Object.values(outputs).filter((tensor) => endsWith(tensor.dims, wanted));
          const data = found[0]?.data;
          if (found.length !== 1 || !(data instanceof Float32Array)) {
            throw new Error(`the model has ${found.length} outputs that end with [${wanted.join(', ')}]`);
          }
          return data;
        },
      };
    },
  };
}

function namedOutputs(outputs: InferenceSession.OnnxValueMapType): ReadonlyMap<string, NetOutput> {
  const named = new Map<string, NetOutput>();
  for (const [name, { dims, data }] of Object.entries(outputs)) {
    if (data instanceof Float32Array) named.set(name, { dims, values: data });
  }
  return named;
}

function endsWith(dims: readonly number[], wanted: readonly number[]): boolean {
  const offset = dims.length - wanted.length;
  return offset >= 0 && wanted.every((size, index) => dims[offset + index] === size);
}
