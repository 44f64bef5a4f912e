import type { Emotion } from '../../../src/domain/estimateNames.ts';
import type { Rect } from '../../../src/vision/face.ts';

/** One face as the measured system reports it. */
export interface ObservedFace<Handle> {
  readonly rect: Rect;
  readonly age: number;
  readonly gender: number;
  readonly emotion: Emotion;
  /** What the system compares by: a vector in process, an id through a server. */
  readonly handle: Handle;
}

/** What is measured: an engine in this process, or a server behind a URL. */
export interface Subject<Handle = unknown> {
  readonly name: string;
  observe(file: string, image: Uint8Array): Promise<ObservedFace<Handle>[]>;
  /** One similarity for each candidate, 0..1. */
  compare(reference: Handle, candidates: readonly Handle[]): Promise<number[]>;
  close(): Promise<void>;
}
