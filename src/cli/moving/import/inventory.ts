import type { HandlerKind } from '../../../domain/handlerKind.ts';

export interface PersonEntry {
  readonly userData: string;
  readonly externalId: string | null;
  readonly createTime: string;
  readonly descriptors: readonly string[];
  readonly lists: readonly string[];
}

export interface ListEntry {
  readonly kind: 'persons' | 'descriptors';
  readonly listData: string;
  readonly count: number;
}

export interface DescriptorEntry {
  readonly lastUpdate: string;
  /** Descriptors lists that it is in. */
  readonly lists: readonly string[];
}

export interface HandlerEntry {
  readonly handlerId: string;
  readonly kind: HandlerKind;
  readonly version: number;
  readonly policies: Readonly<Record<string, unknown>>;
}

/** Something that cannot be moved as it is. */
export interface Problem {
  readonly kind: string;
  readonly id: string;
  readonly reason: string;
}

/** What an account holds, by ids in lower case; lists newest first. */
export interface Inventory {
  /** By id; of a token its text. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, ListEntry>;
  readonly persons: ReadonlyMap<string, PersonEntry>;
  readonly descriptors: ReadonlyMap<string, DescriptorEntry>;
  readonly handlers: readonly HandlerEntry[];
  readonly problems: readonly Problem[];
  /** Something changed each time that it was read: it may miss objects. */
  readonly unsteady: boolean;
}

/** What people call a person. */
export function nameOf(userData: string | null, externalId: string | null): string {
  if (externalId === null || externalId === '') return userData ?? '';
  return userData ? `${userData} (${externalId})` : externalId;
}

export function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const ids = new Set(a);
  return ids.size === new Set(b).size && b.every((id) => ids.has(id));
}
