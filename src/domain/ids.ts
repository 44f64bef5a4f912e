import { randomUUID } from 'node:crypto';

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** Branded UUID4 texts in lower case, so that a list id never lands where a person id belongs. */
export type AccountId = Id<'account'>;
export type TokenId = Id<'token'>;
export type PersonId = Id<'person'>;
/** A descriptor is one stored face (contract 20); `person_face.face_id` holds the same value. */
export type DescriptorId = Id<'descriptor'>;
export type ListId = Id<'list'>;
export type HandlerId = Id<'handler'>;
export type InvitationId = Id<'invitation'>;
/** Something that was done in review and can be undone. */
export type ActionId = Id<'action'>;
/** Something that was found for review. */
export type FindingId = Id<'finding'>;

export type AnyId =
  | AccountId
  | TokenId
  | PersonId
  | DescriptorId
  | ListId
  | HandlerId
  | InvitationId
  | ActionId
  | FindingId;

/** Characters of an id, all of them ASCII. */
export const ID_LENGTH = 36;

/** A UUID4 in either letter case, as a schema says it. */
export const UUID4_PATTERN = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$';

const UUID4 = new RegExp(UUID4_PATTERN);

/** Reads a UUID4 in either letter case and gives its stored, lower-case form; undefined when it is not one. */
export function parseId<T extends AnyId>(text: string): T | undefined {
  return UUID4.test(text) ? (text.toLowerCase() as T) : undefined;
}

const ANY_UUID =
  /^(?:urn:)?(?:uuid:)?\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;

/** Reads a UUID of any version, with or without hyphens, braces and URN prefix; undefined when it is not one. */
export function parseAnyUuid<T extends AnyId>(text: string): T | undefined {
  const [, ...parts] = ANY_UUID.exec(text) ?? [];
  return parts.length > 0 ? (parts.join('-').toLowerCase() as T) : undefined;
}

export function newId<T extends AnyId>(): T {
  return randomUUID() as string as T;
}
