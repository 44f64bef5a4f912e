import type { DescriptorFile } from '../../core/descriptors/descriptorFiles.ts';
import { SeveralFaces } from '../../core/descriptors/severalFaces.ts';
import { ApiError } from '../errors/apiError.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import { type ImageBody, withImageErrors } from '../wire/body/imageBody.ts';
import { packExtraction } from './packFace.ts';

/**
 * Runs the work on an image that must hold one face. With several the detail of 11012 is the whole extraction, so that
 * the client can go on with one of them (contract 50).
 */
export function withOneFace<Result>(
  body: ImageBody | DescriptorFile,
  compatibility: Compatibility,
  work: () => Promise<Result>,
): Promise<Result> {
  return withImageErrors(body, work).catch((error: unknown) => {
    if (!(error instanceof SeveralFaces)) throw error;
    throw new ApiError('severalFaces', { detail: packExtraction(error.extracted, compatibility) });
  });
}
