import { NotFound } from '../../domain/errors.ts';
import { apiError } from '../errors/apiError.ts';
import type { Compatibility } from '../operations/compatibility.ts';

/** A read of an unknown descriptor by its path has an error of its own in LP3 (contract 20, 40). */
export async function withUnknownOnRead<Result>(
  { unknownDescriptorOnRead }: Compatibility,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotFound && error.kind === 'descriptor') throw apiError(unknownDescriptorOnRead);
    throw error;
  }
}
