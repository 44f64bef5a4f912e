import type { IncomingMessage } from 'node:http';
import type { Authentication, Identity } from '../../core/logins/authentication.ts';
import type { Caller } from '../../domain/caller.ts';
import { AuthenticationFailed } from '../../domain/errors.ts';
import { parseId, type TokenId } from '../../domain/ids.ts';
import type { Access } from '../operations/operation.ts';
import { headerOf, TOKEN_HEADER } from '../wire/headers.ts';
import { networkOf } from './networkOf.ts';

export interface Client {
  readonly address: string;
  readonly caller: Caller;
}

/** Where credentials may come from beside the `Authorization` header. */
export interface Sources {
  readonly takesToken: boolean;
  readonly takesCookie: boolean;
}

/**
 * Finds out who sends a request (contract 00 §3). A cookie wins over every header, a token over Basic, where they are taken.
 * @param client who sends it, and from where
 * @throws AuthenticationFailed
 */
export async function identify(
  request: IncomingMessage,
  client: Client,
  access: Exclude<Access, 'none'>,
  sources: Sources,
  authentication: Authentication,
): Promise<Identity> {
  const identity = await readIdentity(request, client, sources, authentication);
  if (!identity.account.active && access !== 'basic-even-suspended') throw new AuthenticationFailed('suspended');
  return identity;
}

function readIdentity(
  request: IncomingMessage,
  { address, caller }: Client,
  { takesToken, takesCookie }: Sources,
  authentication: Authentication,
): Promise<Identity> {
  const cookie = takesCookie ? sessionCookie(request) : undefined;
  const token = headerOf(request.headers, TOKEN_HEADER);
  if (cookie === undefined && takesToken && token !== undefined) {
    const tokenId = parseId<TokenId>(String(token));
    if (tokenId === undefined) throw new AuthenticationFailed('malformed-token');
    return authentication.byToken(tokenId);
  }
  const { login, password } = decodeBasic(cookie === undefined ? basicHeader(request) : BASIC_COOKIE.exec(cookie));
  return authentication.byPassword(login, password, networkOf(address), caller);
}

const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;
const BASIC_COOKIE = /^basic([A-Za-z0-9+/]+={0,2})$/i;
/** Name of the cookie that `/login` sets. */
export const SESSION_COOKIE = 'Authorization';

/** Two Authorization headers are refused: proxies and servers disagree on which of them counts. */
function basicHeader(request: IncomingMessage): RegExpExecArray | null {
  const { authorization } = request.headers;
  if (authorization === undefined) throw new AuthenticationFailed('missing');
  if ((request.headersDistinct.authorization?.length ?? 0) > 1) throw new AuthenticationFailed('malformed');
  return BASIC.exec(authorization.trim());
}

/**
 * Value of the session cookie: the scheme word directly followed by the credential. Undefined when it is not sent; two of
 * them are refused like two headers.
 */
export function sessionCookie(request: IncomingMessage): string | undefined {
  const values = (request.headers.cookie ?? '').split(';').flatMap((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return name.trim() === SESSION_COOKIE ? [rest.join('=').trim()] : [];
  });
  if (values.length > 1) throw new AuthenticationFailed('malformed');
  // LP3 sent it in quotes, as its characters ask for by the letter of RFC 6265.
  return values[0]?.replace(/^"(.*)"$/, '$1');
}

function decodeBasic(found: RegExpExecArray | null): { login: string; password: string } {
  const encoded = found?.[1];
  if (encoded === undefined) throw new AuthenticationFailed('malformed');
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon === -1) throw new AuthenticationFailed('malformed');
  const login = text.slice(0, colon);
  // NUL cannot be stored, so no account has it, and databases refuse the look-up.
  if (login.includes('\0')) throw new AuthenticationFailed('unknown');
  return { login, password: text.slice(colon + 1) };
}

/** Value of `WWW-Authenticate` (contract 00 §3). */
export function challenge(access: Access): string {
  const basic = 'Basic realm="login:password"';
  return access === 'account' ? `${basic} or token` : basic;
}
