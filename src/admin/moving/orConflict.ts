import { IdTaken } from '../../core/moving/idTaken.ts';
import { WrongListKind } from '../../domain/errors.ts';
import { AdminError } from '../adminError.ts';

/** @throws AdminError for an id that is in use here for something else */
export async function orConflict<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof IdTaken) throw new AdminError('conflict', error.message);
    if (error instanceof WrongListKind) throw new AdminError('conflict', 'a list is of another kind here');
    throw error;
  }
}
