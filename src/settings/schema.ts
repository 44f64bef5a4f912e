import Type, { type Static, type TSchema } from 'typebox';
import { compatibility } from './groups/compatibility.ts';
import { database } from './groups/database.ts';
import { garbage, retention } from './groups/deletion.ts';
import { encryption } from './groups/encryption.ts';
import { files } from './groups/files.ts';
import { gallery } from './groups/gallery.ts';
import { idempotency } from './groups/idempotency.ts';
import { liveness } from './groups/liveness.ts';
import { audit } from './groups/outgoing/audit.ts';
import { events } from './groups/outgoing/events.ts';
import { logs } from './groups/outgoing/logs.ts';
import { metrics } from './groups/outgoing/metrics.ts';
import { traces } from './groups/outgoing/traces.ts';
import { passwords } from './groups/passwords.ts';
import { s3 } from './groups/s3.ts';
import { administration } from './groups/server/administration.ts';
import { limits } from './groups/server/limits.ts';
import { network } from './groups/server/network.ts';
import { tls } from './groups/server/tls.ts';
import { vision } from './groups/vision.ts';
import type { SettingMeta } from './settingKinds.ts';

/** Every setting: name, type, range, default and description. The docs page and all checks are made from it. */
export const settingsSchema = Type.Object({
  ...network,
  ...tls,
  ...limits,
  ...compatibility,
  ...passwords,
  ...idempotency,
  ...files,
  ...s3,
  ...database,
  ...vision,
  ...liveness,
  ...gallery,
  ...garbage,
  ...retention,
  ...events,
  ...administration,
  ...audit,
  ...encryption,
  ...metrics,
  ...traces,
  ...logs,
});

type Values = Static<typeof settingsSchema>;

/** Effective values; frozen by the loader. */
export type Settings = {
  readonly [Name in keyof Values]: Values[Name] extends (infer Item)[] ? readonly Item[] : Values[Name];
};
export type SettingName = keyof Settings;

/** JSON Schema keywords that the settings use. */
export interface SettingSchema extends SettingMeta {
  readonly type?: 'integer' | 'number' | 'string' | 'boolean' | 'array';
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: { readonly minimum: number; readonly maximum: number };
}

export interface Setting {
  readonly name: SettingName;
  readonly group: string;
  readonly schema: SettingSchema & TSchema;
}

const groups = {
  Network: network,
  TLS: tls,
  Limits: limits,
  'What callers see': compatibility,
  Passwords: passwords,
  Idempotency: idempotency,
  Files: files,
  S3: s3,
  Database: database,
  Vision: vision,
  Liveness: liveness,
  Search: gallery,
  'Garbage collection': garbage,
  Retention: retention,
  Events: events,
  Administration: administration,
  'Audit log': audit,
  Encryption: encryption,
  Metrics: metrics,
  Traces: traces,
  Logs: logs,
};

/** The settings in the order of the docs page. */
export const settingList: readonly Setting[] = Object.entries(groups).flatMap(([group, members]) =>
  // TypeBox's types hide the keywords that they carry; every builder above takes a SettingMeta.
  Object.entries(members).map(([name, schema]) => ({ name, group, schema }) as unknown as Setting),
);
