import type { Estimates, Face } from '../../vision/face.ts';
import { FaceRefused, PictureNeeded } from './faceErrors.ts';
import { type FacePolicies, LEAST_QUALITY, MASKED } from './facePolicies.ts';

/** A face that a policy does not like, and took all the same. */
export interface FaceWarning {
  readonly policy: 'quality_policy' | 'mask_policy';
  readonly value: number;
  readonly limit: number;
}

/** What the policies of a handler have to be told of a face. */
export function judgedBy({ quality_policy, mask_policy }: FacePolicies): Pick<Estimates, 'extendedQuality' | 'mask'> {
  return {
    ...(isActive(quality_policy) && { extendedQuality: true }),
    ...(isActive(mask_policy) && { mask: true }),
  };
}

/** A ready descriptor shows neither quality nor mask. @throws PictureNeeded where a policy refuses faces */
export function assertPictureNotNeeded({ quality_policy, mask_policy }: FacePolicies): void {
  if (quality_policy?.action === 'refuse') throw new PictureNeeded('quality');
  if (mask_policy?.action === 'refuse') throw new PictureNeeded('lower half');
}

/**
 * What the policies say of the one face of a picture; of several nothing, since they are refused for that.
 * @throws FaceRefused
 */
export function judgeFace(policies: FacePolicies, faces: readonly Partial<Face>[]): readonly FaceWarning[] {
  const [face, ...others] = faces;
  if (!face || others.length > 0) return [];
  return [
    ...judgeQuality(policies.quality_policy, face.extendedQuality?.unified),
    ...judgeMask(policies.mask_policy, face.mask),
  ];
}

function judgeQuality(policy: FacePolicies['quality_policy'], value: number | undefined): FaceWarning[] {
  const limit = policy?.quality_threshold ?? LEAST_QUALITY;
  if (!isActive(policy) || value === undefined || value >= limit) return [];
  if (policy.action === 'refuse') throw new FaceRefused('quality', value, limit);
  return [{ policy: 'quality_policy', value, limit }];
}

function judgeMask(policy: FacePolicies['mask_policy'], value: number | undefined): FaceWarning[] {
  const limit = policy?.mask_threshold ?? MASKED;
  if (!isActive(policy) || value === undefined || value < limit) return [];
  if (policy.action === 'refuse') throw new FaceRefused('mask', value, limit);
  return [{ policy: 'mask_policy', value, limit }];
}

function isActive<Policy extends { readonly action: string }>(policy: Policy | undefined): policy is Policy {
  return policy !== undefined && policy.action !== 'none';
}
