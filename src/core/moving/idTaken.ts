import { UniqueViolation } from '../../store/sql/storeErrors.ts';

/** An id that is to be kept belongs to another account here. */
export class IdTaken extends Error {
  override readonly name = 'IdTaken';
  constructor(options?: ErrorOptions) {
    super('an id is in use here already, by another account', options);
  }
}

/** Runs a write of rows whose ids come from elsewhere. @throws IdTaken */
export async function orIdTaken<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof UniqueViolation) throw new IdTaken({ cause: error });
    throw error;
  }
}
