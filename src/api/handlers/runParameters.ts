import type { DescriptorFile } from '../../core/descriptors/descriptorFiles.ts';
import type { Input } from '../../core/handlers/handlers.ts';
import type { ImageBody } from '../wire/body/imageBody.ts';
import { type QueryOf, strictFlag } from '../wire/query/queryParameters.ts';

/** Parameters of every run of a handler on an image (contract 60). */
export const runParameters = {
  warped_image: strictFlag('The image is an aligned crop with one face; detection is skipped'),
  no_cache: strictFlag('Taken for compatibility: policies are never cached'),
} as const;

/** What a handler works on. */
export function inputOf(
  body: ImageBody | DescriptorFile,
  query: QueryOf<typeof runParameters>,
  signal: AbortSignal,
): Input {
  if ('file' in body) return { ...body, signal };
  return { image: body.image, handOver: true, warped: query.warped_image, signal };
}
