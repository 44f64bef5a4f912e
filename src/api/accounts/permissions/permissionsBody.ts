import { type Static, Type } from 'typebox';
import type { Tokens } from '../../../core/accounts/tokens.ts';
import type { ListId } from '../../../domain/ids.ts';
import { readTime } from '../../../domain/text/readTime.ts';
import { TEXT_LENGTH } from '../../../domain/textLengths.ts';
import type { Timestamp } from '../../../domain/time.ts';
import {
  MOST_TOKEN_LISTS,
  TOKEN_ACCESS,
  type TokenAccess,
  type TokenPermissions,
} from '../../../domain/tokens/tokenPermissions.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { apiError } from '../../errors/apiError.ts';
import { NullableText, Uuid } from '../../operations/answerObjects.ts';
import { closed, IdText, idsOf } from '../../review/bodyIds.ts';

type Token = Awaited<ReturnType<Tokens['get']>>;

const INSTANT = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?(Z|[+-]\\d\\d:\\d\\d)$';

/** Members that say what a token may do; those that are left out stay as they are. */
const permissionMembers = {
  access: Type.Optional(
    Type.Unsafe<TokenAccess>({
      type: 'string',
      enum: TOKEN_ACCESS,
      description:
        '`all`; `read`: reads and compares, stores nothing; `match`: compares and searches, reads nothing else',
    }),
  ),
  lists: Type.Optional(
    Type.Union([Type.Array(IdText, { maxItems: MOST_TOKEN_LISTS }), Type.Null()], {
      description: 'The only lists that the token may use, with the objects in them; null: all',
    }),
  ),
  expire_time: Type.Optional(
    Type.Union([Type.String({ pattern: INSTANT }), Type.Null()], {
      description: 'RFC 3339; from then on requests with the token are refused. null: it never expires',
    }),
  ),
} as const;

export const PermissionsBody = Type.Object(permissionMembers, closed);

export const LimitedTokenBody = Type.Object(
  { token_data: Type.Optional(Type.String({ maxLength: TEXT_LENGTH.data })), ...permissionMembers },
  closed,
);

export const TokenObject = Type.Object({
  id: Uuid,
  token_data: Type.String(),
  access: Type.Unsafe<TokenAccess>({ type: 'string', enum: TOKEN_ACCESS }),
  lists: Type.Union([Type.Array(Uuid), Type.Null()]),
  expire_time: NullableText,
});

export const TOKEN = {
  id: EXAMPLE_ID.token,
  token_data: 'door 1',
  access: 'match',
  lists: [EXAMPLE_ID.personsList],
  expire_time: '2030-01-01T00:00:00.000000Z',
} as const;

/** The same in the words of the rules. @throws ApiError for a day that does not exist */
export function permissionsOf(body: Static<typeof PermissionsBody>): Partial<TokenPermissions> {
  const { access, lists, expire_time } = body;
  return {
    ...(access !== undefined && { access }),
    ...(lists !== undefined && { lists: lists && idsOf<ListId>(lists) }),
    ...(expire_time !== undefined && { expireTime: expire_time === null ? null : instantOf(expire_time) }),
  };
}

export function packToken({ tokenId, tokenData, permissions: { access, lists, expireTime } }: Token) {
  return { id: tokenId, token_data: tokenData, access, lists, expire_time: expireTime };
}

function instantOf(text: string): Timestamp {
  const time = readTime(text);
  if (time === undefined) throw apiError('schemaViolation', 'expire_time', 'there is no such time');
  return time;
}
