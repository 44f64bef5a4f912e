import { EXPECTED_SCHEMA } from '../drift/expectedSchema.ts';
import type { Database } from '../sql/schema.ts';

/** What a backup holds, in the order in which rows can be inserted. */
export const BACKED_TABLES = [
  'account',
  'account_token',
  'invitation',
  'account_retention',
  'handler',
  'idempotency_key',
  'person',
  'descriptor',
  'descriptor_vector',
  'persons_list',
  'descriptors_list',
  'list_person',
  'list_descriptor',
  'person_face',
  'list_change',
  'audit_entry',
  'audit_batch',
  'audit_mark',
  'person_action',
  'rejected_face',
  'rejected_person',
  'dismissed_face',
  'encryption_state',
] as const satisfies readonly (keyof Database)[];

export type BackedTable = (typeof BACKED_TABLES)[number];

/** What a backup does without, and why. The compiler wants every other table here. */
export const UNBACKED_TABLES: Readonly<Record<Exclude<keyof Database, BackedTable>, string>> = {
  review_run: 'what was found for review is found again',
  review_result: 'what was found for review is found again',
  account_key: 'keys are kept apart from backups, so that an erased account stays unreadable there',
  portrait: 'images stand in a backup as files, wherever they are kept',
  portrait_place: 'where portraits are is for the restored installation to say',
  portrait_erasure: 'notes of images that are to go; a backup has none of these images',
  schema_migration: 'made by the migrations that the backup names',
  schema_migration_step: 'made by the migrations that the backup names',
};

/** A row as it leaves one database and enters another one. */
export type PortableRow = Readonly<Record<string, string | number | boolean | Uint8Array | null>>;

export type ColumnKind = 'text' | 'number' | 'boolean' | 'time' | 'bytes';

const KINDS: readonly (readonly [start: string, kind: ColumnKind])[] = [
  ['text', 'text'],
  ['document', 'text'],
  ['boolean', 'boolean'],
  ['timestamp', 'time'],
  ['integer', 'number'],
  ['bigint', 'number'],
  ['bytes', 'bytes'],
];

/** The columns of a table by their names. */
export function columnsOf(table: BackedTable): ReadonlyMap<string, ColumnKind> {
  const columns = EXPECTED_SCHEMA[table]?.columns ?? {};
  return new Map(Object.entries(columns).map(([name, type]) => [name, kindOf(type)]));
}

function kindOf(type: string): ColumnKind {
  const known = KINDS.find(([start]) => type.startsWith(start));
  if (!known) throw new Error(`no backup knows columns of type ${type}`);
  return known[1];
}
