import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { BACKED_TABLES, type BackedTable } from '../../store/snapshot/backedTables.ts';
import { FORMAT } from './archiveFormat.ts';
import { BackupRefused } from './backupRefused.ts';

/** What a backup says of itself. */
export interface Manifest {
  readonly format: number;
  /** Of the program that made it. */
  readonly version: string;
  /** When the snapshot was taken. */
  readonly time: string;
  /** Kind of the database that it was taken of; it may be restored into another kind. */
  readonly database: string;
  /** Names of the migrations that made the tables. */
  readonly schema: readonly string[];
  readonly rows: Readonly<Record<BackedTable, number>>;
  /** Descriptors with a portrait. */
  readonly portraits: number;
  /** Vectors and images are sealed, or some of them: it takes the keys of the accounts to read them. */
  readonly sealed?: boolean;
}

const Count = Type.Integer({ minimum: 0 });
const ManifestObject = Type.Object({
  format: Type.Literal(FORMAT),
  version: Type.String(),
  time: Type.String(),
  database: Type.String(),
  schema: Type.Array(Type.String()),
  rows: Type.Object(Object.fromEntries(BACKED_TABLES.map((table) => [table, Type.Optional(Count)]))),
  portraits: Count,
  sealed: Type.Optional(Type.Boolean()),
});

const NO_ROWS = Object.fromEntries(BACKED_TABLES.map((table) => [table, 0])) as Record<BackedTable, number>;

/** @throws BackupRefused */
export function parseManifest(bytes: Uint8Array): Manifest {
  const manifest = parse(bytes);
  const format = (manifest as { format?: unknown } | undefined)?.format;
  if (typeof format === 'number' && format !== FORMAT) {
    throw new BackupRefused(
      `the backup has format ${format}, and this version reads format ${FORMAT}: install a newer one`,
    );
  }
  if (!Check(ManifestObject, manifest)) throw new BackupRefused('the backup is damaged: its manifest cannot be read');
  // Tables of an older backup may be fewer.
  return { ...manifest, rows: { ...NO_ROWS, ...manifest.rows } };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
