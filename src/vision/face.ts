import type { PoolCounts } from '../concurrency/threads/workerPoolOptions.ts';
import type { Emotion, Ethnicity } from '../domain/estimateNames.ts';
import type { Point } from './geometry/point.ts';

/** Pixels, origin in the top-left corner of the upright (EXIF-oriented) image. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Degrees, -180..180. Positive yaw: turned to the person's left; positive pitch: looking down; positive roll: clockwise. */
export interface HeadPose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** 0..1 each, higher is better (contract 20). */
export interface Quality {
  readonly light: number;
  readonly dark: number;
  readonly saturation: number;
  readonly blurriness: number;
}

/** Component measures of quality, by the names that OFIQ gives those of ISO/IEC 29794-5. */
export const QUALITY_MEASURES = [
  'illumination_uniformity',
  'luminance_mean',
  'luminance_variance',
  'under_exposure_prevention',
  'over_exposure_prevention',
  'dynamic_range',
  'sharpness',
  'natural_colour',
  'single_face_present',
  'eyes_open',
  'mouth_closed',
  'inter_eye_distance',
  'head_size',
  'leftward_crop_of_the_face',
  'rightward_crop_of_the_face',
  'margin_above_the_face',
  'margin_below_the_face',
  'head_pose_yaw',
  'head_pose_pitch',
  'head_pose_roll',
] as const;
export type QualityMeasure = (typeof QUALITY_MEASURES)[number];

/** Whole numbers, 0..100, higher is better. */
export interface ExtendedQuality {
  /** How well the face can be recognised (src/vision/quality, docs/accuracy.md). */
  readonly unified: number;
  readonly measures: Readonly<Record<QualityMeasure, number>>;
}

/** 0..1 each. */
export interface Liveness {
  /** 0 (print, screen, mask) .. 1 (living person). */
  readonly probability: number;
  /** How well the face can be judged: the weakest of the four scores of `Quality`. */
  readonly quality: number;
}

/** Which estimates a request asks for; what is not asked for is not computed. */
export interface Estimates {
  /** age in years, gender 0 (female) .. 1 (male). */
  readonly attributes: boolean;
  readonly emotions: boolean;
  readonly ethnicities: boolean;
  readonly headPose: boolean;
  readonly quality: boolean;
  /** The unified score and its component measures. Left out: not asked for. */
  readonly extendedQuality?: boolean;
  /** How likely a mask hides mouth and chin. Left out: not asked for. */
  readonly mask?: boolean;
  /** Whether a living person was before the camera; means nothing for a warped image. Left out: not asked for. */
  readonly liveness?: boolean;
  /** Five points of the face. Left out: not asked for. */
  readonly landmarks?: boolean;
}

/** An L2-normalised vector and the model that made it, which says what it may be compared with (`domain/comparable.ts`). */
export interface Embedding {
  readonly modelId: string;
  readonly vector: Float32Array;
}

export interface Portrait {
  /** JPEG. For a warped image the uploaded bytes, unchanged, if they are JPEG. */
  readonly image: Uint8Array;
  /** JPEG thumbnails by side in pixels. */
  readonly thumbnails: ReadonlyMap<number, Uint8Array>;
}

export interface Face {
  /** Absent for a warped image. */
  readonly rect?: Rect;
  /** Box of an ISO-style portrait from the eye centres (contract 20); absent for a warped image. */
  readonly rectISO?: Rect;
  /** How likely this is a face, above 0 and below 1, by all nets that looked at it (src/vision/judge, docs/accuracy.md). */
  readonly score: number;
  readonly age?: number;
  readonly gender?: number;
  readonly emotions?: Readonly<Record<Emotion, number>>;
  readonly ethnicities?: Readonly<Record<Ethnicity, number>>;
  readonly headPose?: HeadPose;
  readonly quality?: Quality;
  readonly extendedQuality?: ExtendedQuality;
  /** How likely a mask, a scarf or a hand hides mouth and chin, 0..1. */
  readonly mask?: number;
  readonly liveness?: Liveness;
  /** Centres of the eyes, the left one as seen first, tip of the nose, corners of the mouth: pixels of the upright image. */
  readonly landmarks?: readonly Point[];
  /** Present unless the request switched extraction off. */
  readonly embedding?: Embedding;
  /** Present when the request asked for portraits. */
  readonly portrait?: Portrait;
}

/** What to do with one picture; what is not asked for is not computed. */
export interface ExtractRequest {
  /** Encoded image bytes: JPEG, PNG, GIF, TIFF, WebP, AVIF, BMP or PNM. */
  readonly image: Uint8Array;
  /** The buffer behind the image moves to the thread that works on it: no one else may use it, then or later. */
  readonly handOver?: boolean;
  readonly estimates: Estimates;
  /**
   * The image is an aligned crop, 250×250 as documented (contract 20), with one face: at most one is given, without
   * boxes. Crops of other sizes inside the limits are taken as they are.
   */
  readonly warped: boolean;
  /** An aligned crop that we cut around a face ourselves: it shows one even where the landmark net is not sure. Left out: of others. */
  readonly known?: boolean;
  /** Make embeddings. */
  readonly embed: boolean;
  /** Make portraits and thumbnails. */
  readonly portraits: boolean;
  /** Read EXIF tags. */
  readonly exif: boolean;
  /**
   * Faces that fail are left out before the costly steps (embedding, portraits) run for them.
   * `score`: least `Face.score`; angles: largest absolute value in degrees.
   */
  readonly keep?: {
    readonly score: number;
    readonly yaw?: number | undefined;
    readonly pitch?: number | undefined;
    readonly roll?: number | undefined;
  };
}

export interface ExtractResult {
  /** Kept faces, largest box first, at most 64. */
  readonly faces: readonly Face[];
  /** Faces found before `keep` was applied; 0 means that there was no face at all. */
  readonly detected: number;
  /** Pixels of the upright picture. */
  readonly width: number;
  readonly height: number;
  /** EXIF tags in lower camel case, values as found; present when asked for. */
  readonly exif?: Readonly<Record<string, unknown>>;
}

/** The face engine as the rest of the service sees it. */
export interface FaceEngine {
  /** Id of the embedder, stored with each descriptor. */
  readonly modelId: string;
  readonly dimension: number;
  /**
   * @param signal when the caller leaves, a waiting picture is not worked on
   * @throws BadImage when the picture cannot be decoded or its sides are out of limits
   * @throws Unavailable when the queue is full
   */
  extract(request: ExtractRequest, signal?: AbortSignal): Promise<ExtractResult>;
  /** @throws Unavailable when the queue is full, so that one more picture would be refused */
  requireRoom(): void;
  /** Starts the threads that its own start has left for later. */
  startAll(): void;
  /** Similarity 0..1 of a cosine, -1..1, of two embeddings of `modelId`; the calibration of docs/accuracy.md. */
  similarity(cosine: number): number;
  /** Share of strangers that reach a similarity; undefined where that was not measured (docs/accuracy.md). */
  falseMatchRate(similarity: number): number | undefined;
  /** More threads are held by pictures than can be replaced: only a restart of the process helps for certain. */
  needsRestart(): boolean;
  /** Of its threads and their queue. */
  counts(): PoolCounts;
  close(): Promise<void>;
}
