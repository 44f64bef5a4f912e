import { strictFlag } from '../queryParameters.ts';

/** Parameters of every run of a handler on an image (contract 60). */
export const runParameters = {
  warped_image: strictFlag('The image is an aligned crop with one face; detection is skipped'),
  no_cache: strictFlag('Taken for compatibility: policies are never cached'),
} as const;
