/** What pages of tokens say of one, in the public API and in the administrator's. */
export interface TokenLimits {
  readonly access: string;
  readonly lists: readonly string[] | null;
  readonly expire_time: string | null;
}

/** Such a token is not moved: elsewhere it would open more than here. */
export function isLimited({ access, lists, expire_time }: TokenLimits): boolean {
  return access !== 'all' || lists !== null || expire_time !== null;
}

export const NOT_MOVED = 'it has limits, which are not moved: make it where the account is now';
