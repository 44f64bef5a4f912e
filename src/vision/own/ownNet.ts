import type {
  DetectorManifest,
  EmbedderManifest,
  LivenessManifest,
  OwnManifest,
} from '../../models/own/manifestSchema.ts';

/** A net of a manifest, ready to be opened by threads. */
export interface OwnNet<Manifest extends OwnManifest = OwnManifest> {
  readonly manifest: Manifest;
  /** ONNX bytes. */
  readonly prepared: SharedArrayBuffer;
  /** Whether they are others than those of the file. */
  readonly isChanged: boolean;
}

/** Nets of manifests that take the place of those of the catalogue. */
export interface OwnNets {
  readonly embedder?: OwnNet<EmbedderManifest>;
  readonly detector?: OwnNet<DetectorManifest>;
  readonly liveness?: OwnNet<LivenessManifest>;
}
