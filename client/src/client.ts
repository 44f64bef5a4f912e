import createClient, { type Client } from 'openapi-fetch';
import { LunaError } from './lunaError.ts';
import { readByType } from './readByType.ts';
import type { paths } from './schema.ts';

export type { paths };
export { LunaError };

/** Who calls: a token, or e-mail and password, which `/account…` needs; nobody, to register. */
export type LunaCredentials =
  | { readonly token: string }
  | { readonly email: string; readonly password: string }
  | Record<never, never>;

export type LunaClient = Client<paths>;

/**
 * A caller of one server, typed by its OpenAPI document: paths, parameters, bodies and answers.
 * @param url origin of the server, `http://127.0.0.1:5140`
 */
export function createLunaClient(url: string, credentials: LunaCredentials = {}): LunaClient {
  return readByType(createClient<paths>({ baseUrl: url, headers: headersOf(credentials) }));
}

function headersOf(credentials: LunaCredentials): Record<string, string> {
  if ('token' in credentials) return { 'X-Auth-Token': credentials.token };
  if (!('email' in credentials)) return {};
  const pair = new TextEncoder().encode(`${credentials.email}:${credentials.password}`);
  return { Authorization: `Basic ${btoa(String.fromCharCode(...pair))}` };
}

/**
 * The members that a request with a picture needs: `client.POST('/4/storage/descriptors', { ...picture(bytes) })`.
 * @param type content type of the bytes; `image/jpeg` when absent
 */
export function picture(bytes: ArrayBuffer | Uint8Array<ArrayBuffer> | Blob, type = 'image/jpeg') {
  return {
    body: new Blob([bytes], { type }),
    bodySerializer: (body: Blob) => body,
    headers: { 'Content-Type': type },
  };
}

/**
 * What an answer holds: `undefined` for one without a body (204). openapi-fetch takes a `Blob` for an object of JSON and
 * loses its methods, so one is known by its members.
 */
export type Unwrapped<Data> = [NonNullable<Data>] extends [never]
  ? undefined
  : NonNullable<Data> extends { readonly size: number; readonly type: string; arrayBuffer: unknown; stream: unknown }
    ? Blob
    : NonNullable<Data>;

/** The data of an answer: JSON as an object, a portrait as a `Blob`, nothing for a 204. @throws LunaError */
export async function unwrap<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Unwrapped<Data>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new LunaError(response, error);
  return data as Unwrapped<Data>;
}
