import type { AttributeErrors } from './measures/attributes.ts';
import type { Detection } from './measures/detection.ts';
import type { DiscardCurve } from './measures/discard.ts';
import type { GroupErrors } from './measures/groups.ts';
import type { Identification } from './measures/identification.ts';
import type { LivenessErrors } from './measures/liveness.ts';
import type { ProtocolResult } from './measures/protocol.ts';
import type { Verification } from './measures/verification.ts';

/** Two photos whose score is the most surprising. */
export interface TellingPair {
  readonly similarity: number;
  readonly cosine: number;
  readonly first: TellingPhoto;
  readonly second: TellingPhoto;
}

export interface TellingPhoto {
  readonly file: string;
  readonly identity: string;
}

/** Everything that a run found out; `report.json` is this. */
export interface Evaluation {
  readonly folder: string;
  readonly date: string;
  readonly version: string;
  readonly embedder: string;
  readonly modelId: string;
  readonly choice: 'largest' | 'central';
  /** Photos without a name, each of which counts as another person's. */
  readonly strangers: number;
  readonly detection: Detection;
  /** Absent when the photos do not say whose faces they are, or no two are of one person. */
  readonly verification?: Verification;
  readonly protocol?: ProtocolResult;
  readonly identification?: Identification;
  readonly histograms?: { readonly genuine: readonly number[]; readonly impostors: readonly number[] };
  readonly groups?: readonly GroupErrors[];
  readonly discard?: readonly DiscardCurve[];
  readonly falseMatches?: readonly TellingPair[];
  readonly falseNonMatches?: readonly TellingPair[];
  readonly attributes?: AttributeErrors;
  /** Absent when the photos do not say who is alive. */
  readonly liveness?: LivenessErrors;
  readonly seconds: { readonly looking: number; readonly comparing: number };
}
