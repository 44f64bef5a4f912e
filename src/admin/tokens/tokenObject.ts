import { type Static, Type } from 'typebox';
import type { Tokens } from '../../core/accounts/tokens.ts';
import { readTime } from '../../domain/text/readTime.ts';
import {
  MOST_TOKEN_LISTS,
  TOKEN_ACCESS,
  type TokenAccess,
  type TokenPermissions,
} from '../../domain/tokens/tokenPermissions.ts';
import { AdminError } from '../adminError.ts';
import { ListIdText, TokenIdText } from '../schemas.ts';

const Access = Type.Unsafe<TokenAccess>({ type: 'string', enum: TOKEN_ACCESS });
const Lists = Type.Union([Type.Array(ListIdText, { maxItems: MOST_TOKEN_LISTS }), Type.Null()], {
  description: 'The only lists that the token may use; null: all',
});
const ExpireTime = Type.Union([Type.String({ maxLength: 40 }), Type.Null()], {
  description: 'RFC 3339; from then on requests with the token are refused. null: it never expires',
});

/** A token with what it may do (docs/tokens.md). */
export const TokenObject = Type.Object({
  id: TokenIdText,
  token_data: Type.String(),
  access: Access,
  lists: Lists,
  expire_time: ExpireTime,
});

/** Members of a body; those that are left out stay as they are. */
export const permissionMembers = {
  access: Type.Optional(Access),
  lists: Type.Optional(Lists),
  expire_time: Type.Optional(ExpireTime),
} as const;

export const PermissionsBody = Type.Object(permissionMembers, { additionalProperties: false });

export function tokenObject({ tokenId, tokenData, permissions }: Awaited<ReturnType<Tokens['get']>>) {
  const { access, lists, expireTime } = permissions;
  return { id: tokenId, token_data: tokenData, access, lists: lists && [...lists], expire_time: expireTime };
}

/** The same in the words of the rules. @throws AdminError for what is no time with its zone */
export function permissionsOf(body: Static<typeof PermissionsBody>): Partial<TokenPermissions> {
  const { access, lists, expire_time: time } = body;
  return {
    ...(access !== undefined && { access }),
    ...(lists !== undefined && { lists }),
    ...(time !== undefined && { expireTime: time === null ? null : instantOf(time) }),
  };
}

function instantOf(text: string) {
  const time = readTime(text);
  if (time === undefined) {
    throw new AdminError('bad-request', 'body/expire_time: must be a time with its zone, as 2030-01-01T00:00:00Z');
  }
  return time;
}
