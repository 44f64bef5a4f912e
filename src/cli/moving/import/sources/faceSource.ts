import type { FaceEngine } from '../../../../vision/face.ts';
import type { MadeFace } from '../makeFace.ts';
import type { PortraitSource } from './portraitSource.ts';

/** Where portraits are, and faces that need not be made. */
export interface FaceSource {
  /** Undefined where faces come as they are, so that there is nothing to compare them with. */
  readonly portraitOf: PortraitSource | undefined;
  /**
   * Gives each of the faces, made by the engine or brought along, or the reason why there is none.
   * @returns when all were taken
   */
  faces(
    descriptorIds: readonly string[],
    engine: () => Promise<FaceEngine>,
    take: (descriptorId: string, face: MadeFace | string) => Promise<void>,
  ): Promise<void>;
}
