import type { Extraction } from '../../core/descriptors/descriptors.ts';
import type { ImageBody } from '../wire/body/imageBody.ts';
import { angleLimit, decimal, extendedFlag, flag, type QueryOf } from '../wire/query/queryParameters.ts';

/** Parameters of every extraction (contract 20). */
export const extractionParameters = {
  estimate_attributes: flag(false, 'Adds age and gender'),
  estimate_emotions: flag(false, 'Adds emotions'),
  estimate_ethnicities: flag(false, 'Adds ethnicities'),
  estimate_head_pose: flag(false, 'Adds the head pose; not with warped images'),
  estimate_quality: extendedFlag(
    'Adds the quality; `extended` adds to it a unified score, its component measures, and how likely a mask is',
  ),
  score_threshold: decimal(0, 1, 'Faces with a lower detection score are dropped'),
  quality_threshold: decimal(0, 1, 'Older name of score_threshold'),
  pitch__lt: angleLimit('Faces with a larger absolute pitch, in degrees, are dropped'),
  yaw__lt: angleLimit('Faces with a larger absolute yaw, in degrees, are dropped'),
  roll__lt: angleLimit('Faces with a larger absolute roll, in degrees, are dropped'),
  warped_image: flag(false, 'The image is an aligned crop with one face; detection is skipped'),
  extract_descriptor: flag(true, '0: detection and estimation only, nothing is stored'),
  extract_exif: flag(false, 'Adds the EXIF tags'),
} as const;

/** The extraction that a request asks for; an angle threshold switches the head pose on. */
export function extractionOf(query: QueryOf<typeof extractionParameters>, { image }: ImageBody): Extraction {
  const { pitch__lt: pitch, yaw__lt: yaw, roll__lt: roll } = query;
  const wantsAngles = pitch !== undefined || yaw !== undefined || roll !== undefined;
  return {
    image,
    handOver: true,
    warped: query.warped_image,
    exif: query.extract_exif,
    thresholds: { score: query.score_threshold ?? query.quality_threshold ?? 0, pitch, yaw, roll },
    estimates: {
      attributes: query.estimate_attributes,
      emotions: query.estimate_emotions,
      ethnicities: query.estimate_ethnicities,
      headPose: query.estimate_head_pose || wantsAngles,
      quality: query.estimate_quality !== false,
      ...(query.estimate_quality === 'extended' && { extendedQuality: true, mask: true }),
    },
  };
}
