import type { ListId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import { TOKEN_ACCESS, type TokenPermissions, UNLIMITED } from '../../domain/tokens/tokenPermissions.ts';

/** Columns of a token that say what it may do. */
export interface PermissionColumns {
  /** JSON: `access` and `lists`; null: everything. */
  readonly permissions: string | null;
  readonly expire_time: Timestamp | null;
}

export function toColumns({ access, lists, expireTime }: TokenPermissions): PermissionColumns {
  const isLimited = access !== 'all' || lists !== null;
  return { permissions: isLimited ? JSON.stringify({ access, lists }) : null, expire_time: expireTime };
}

/** @throws Error for what this version does not know: better no answer than one that the token may not have */
export function fromColumns({ permissions, expire_time: expireTime }: PermissionColumns): TokenPermissions {
  if (permissions === null) return expireTime === null ? UNLIMITED : { ...UNLIMITED, expireTime };
  const stored = JSON.parse(permissions) as Partial<Record<'access' | 'lists', unknown>>;
  const access = TOKEN_ACCESS.find((each) => each === stored.access);
  const { lists } = stored;
  if (access === undefined || (lists !== null && !Array.isArray(lists))) {
    throw new Error('the permissions of a token cannot be read');
  }
  return { access, lists: lists as readonly ListId[] | null, expireTime };
}
