import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isReceiverUrl, RECEIVER_RULE } from '../domain/outgoing/receiverUrl.ts';
import { closestName } from './closestName.ts';
import { ownModelProblems } from './groups/ownModels.ts';
import { s3Problems } from './groups/s3.ts';
import { misspeltNames } from './misspeltNames.ts';
import { defaultModelsDirectory } from './modelsDirectory.ts';
import { describeAllowed, readValue } from './readValue.ts';
import { type Setting, type SettingName, type Settings, settingList } from './schema.ts';
import { SettingsError } from './settingsError.ts';
import { readSettingsFile } from './settingsFile.ts';
import { HIDDEN } from './shownSettings.ts';
import { words } from './words.ts';

/** Where a value came from. */
export type SettingSource = 'default' | 'file' | 'environment' | 'secret file' | 'command line';

export interface LoadedSettings {
  /** Frozen. */
  readonly settings: Settings;
  readonly sources: Readonly<Record<SettingName, SettingSource>>;
  /** Where secrets were read from, for those that may change while the service runs. Absolute paths. */
  readonly secretFiles: Readonly<Partial<Record<SettingName, string>>>;
}

export interface SettingInputs {
  /** `process.env`, or what a test puts in its place. Names that are no settings are ignored, unless they look like one. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Values of options of the command line, by the names of their settings; they win. */
  readonly commandLine?: Readonly<Partial<Record<SettingName, string>>> | undefined;
  /** Settings file; without it the variable SETTINGS_FILE names one, or there is none. */
  readonly file?: string | undefined;
  /** Relative paths are taken from here. */
  readonly workingDirectory: string;
}

/** Port of Oracle's listener. */
const ORACLE_PORT = 1521;

/** Depth of this file below the package root is the same in src and in the build. */
const PACKAGE_ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Settings from the command line, else from the environment, else from the settings file, else the defaults.
 * @throws SettingsError naming every bad value at once
 */
export function loadSettings({ environment, commandLine = {}, file, workingDirectory }: SettingInputs): LoadedSettings {
  const problems: string[] = [];
  const path = file ?? (environment.SETTINGS_FILE || undefined);
  const members = path === undefined ? new Map<string, unknown>() : readSettingsFile(resolve(workingDirectory, path));
  problems.push(...unknownNames(members, path ?? ''));

  const settings: Record<string, unknown> = {};
  const sources: Record<string, SettingSource> = {};
  const secretFiles: Record<string, string> = {};
  for (const setting of settingList) {
    const found =
      lookUp(
        setting,
        (name) => (name === setting.name ? commandLine[setting.name] : undefined),
        'command line',
        problems,
      ) ??
      lookUp(setting, (name) => ownVariable(setting, environment[name]), 'environment', problems) ??
      lookUp(setting, (name) => members.get(name) ?? undefined, 'file', problems);
    settings[setting.name] = found ? found.value : defaultOf(setting, settings);
    sources[setting.name] = found?.source ?? 'default';
    if (found?.path !== undefined) secretFiles[setting.name] = resolve(found.path);
    if (setting.schema.kind === 'path' && settings[setting.name] !== '') {
      settings[setting.name] = resolve(workingDirectory, String(settings[setting.name]));
    }
    if (setting.schema.kind === 'paths') {
      const paths = words(String(settings[setting.name]));
      settings[setting.name] = paths.map((each) => resolve(workingDirectory, each)).join(',');
    }
  }
  problems.push(...misspelt(environment, sources));
  // An operator who names Postgres hosts must not get an empty database in a folder.
  if (sources.DB_TYPE === 'default' && settings.DB_DSN !== '') settings.DB_TYPE = 'postgres';
  // What several nodes can reach.
  if (sources.PORTRAIT_STORE === 'default' && settings.DB_TYPE !== 'pglite') settings.PORTRAIT_STORE = 'database';
  const loaded = settings as Settings;
  if (problems.length === 0) problems.push(...contradictions(loaded));
  if (problems.length > 0) throw new SettingsError(problems);
  Object.freeze(loaded.THUMBNAIL_SIDES);
  return {
    settings: Object.freeze(loaded),
    sources: Object.freeze(sources) as LoadedSettings['sources'],
    secretFiles: Object.freeze(secretFiles),
  };
}

/** What Kubernetes puts into every container for a service: one of the name `db` or `admin` makes DB_PORT or ADMIN_PORT. */
const SERVICE_LINK = /^(tcp|udp|sctp):\/\/\S+:\d+$/;

/** The value of a variable that was meant as a setting. An empty one counts as absent. */
function ownVariable({ schema }: Setting, value: string | undefined): string | undefined {
  if (schema.type === 'integer' && SERVICE_LINK.test(value ?? '')) return undefined;
  return value || undefined;
}

/** All names that mean the setting, its own first. A secret's value can stand in a file that `<NAME>_FILE` names. */
function namesOf({ name, schema }: Setting): readonly { readonly name: string; readonly secretFile: boolean }[] {
  const names = [name, ...(schema.aliases ?? [])];
  return [
    ...names.map((each) => ({ name: each, secretFile: false })),
    ...(schema.secret ? names.map((each) => ({ name: `${each}_FILE`, secretFile: true })) : []),
  ];
}

/** A bad value counts as found, with its problem noted, so that no other source hides it. */
function lookUp(
  setting: Setting,
  get: (name: string) => unknown,
  where: 'command line' | 'environment' | 'file',
  problems: string[],
): { value: unknown; source: SettingSource; path?: string } | undefined {
  const given = namesOf(setting).flatMap(({ name, secretFile }) => {
    const raw = get(name);
    return raw === undefined ? [] : [{ name, secretFile, raw }];
  });
  const [first, second] = given;
  if (!first) return undefined;
  const place = where === 'file' ? 'settings file' : where;
  if (second) problems.push(`${first.name} and ${second.name} (${place}) mean the same: give one of them`);

  const { schema } = setting;
  let raw = first.raw;
  if (first.secretFile) {
    const secret = readSecret(String(raw));
    if (secret.problem !== undefined) {
      problems.push(`${first.name} = ${String(raw)} (${place}): ${secret.problem}`);
      return { value: undefined, source: 'secret file' };
    }
    raw = secret.text;
  }
  const value = readValue(schema, raw);
  if (value === undefined) {
    const shown = schema.secret ? HIDDEN : excerpt(raw);
    problems.push(`${first.name} = ${shown} (${place}): must be ${describeAllowed(schema)}`);
  }
  return first.secretFile ? { value, source: 'secret file', path: String(first.raw) } : { value, source: where };
}

/** The line end that editors and `echo` put behind a password is not part of it. */
function readSecret(path: string): { text: string; problem?: never } | { text?: never; problem: string } {
  try {
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    // As if it were not set, a service would go on without what it is for: keys that are not mounted yet, and nothing is sealed.
    return text === '' ? { problem: 'is empty' } : { text };
  } catch (error) {
    return { problem: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What each name means. */
const KNOWN_NAMES: ReadonlyMap<string, SettingName> = new Map(
  settingList.flatMap((setting) => namesOf(setting).map(({ name }) => [name, setting.name] as const)),
);

/** A variable that looks like a setting is not passed over in silence: DATADIR for DATA_DIR would put the data elsewhere. */
function misspelt(
  environment: SettingInputs['environment'],
  sources: Readonly<Record<string, SettingSource>>,
): string[] {
  const given = Object.keys(environment).filter((name) => environment[name] && !SERVICE_LINK.test(environment[name]));
  return misspeltNames(given, [...KNOWN_NAMES.keys(), 'SETTINGS_FILE'])
    .filter(({ meant }) => !environment[meant] && (sources[KNOWN_NAMES.get(meant) ?? ''] ?? 'default') === 'default')
    .map(
      ({ name, meant }) =>
        `${name} (environment) is no setting; did you mean ${meant}? Rename it, or give ${meant} too if another program needs ${name}`,
    );
}

function unknownNames(members: ReadonlyMap<string, unknown>, path: string): string[] {
  return [...members.keys()]
    .filter((name) => !KNOWN_NAMES.has(name))
    .map((name) => {
      const meant = closestName(name, [...KNOWN_NAMES.keys()]);
      return `${excerpt(name)} (settings file ${path}) is no setting${meant ? `; did you mean ${meant}?` : ''}`;
    });
}

/** @param before values of the settings that stand before it in the schema */
function defaultOf({ name, schema }: Setting, before: Partial<Settings>): unknown {
  if (name === 'DB_PORT' && before.DB_TYPE === 'oracle') return ORACLE_PORT;
  if (name === 'BODY_MEMORY_LIMIT') return bodyMemoryOf(Math.max(before.BODY_LIMIT ?? 0, before.JSON_BODY_LIMIT ?? 0));
  if (name === 'MODELS_DIR') return defaultModelsDirectory(PACKAGE_ROOT, String(before.DATA_DIR));
  return structuredClone(schema.default);
}

const MB = 1024 * 1024;
/** An eighth of `BODY_MEMORY_LIMIT` is not for large bodies. */
const SHARE_OF_LARGE_BODIES = 7 / 8;

/** An eighth of the memory that there is, in a container of what it is given. */
function bodyMemoryOf(bodyLimit: number): number {
  const given = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  const eighth = Math.min(totalmem(), given) / 8;
  return Math.ceil(Math.max(Math.min(512 * MB, Math.max(128 * MB, eighth)), bodyLimit / SHARE_OF_LARGE_BODIES));
}

function contradictions(settings: Settings): string[] {
  const { MIN_IMAGE_SIDE, MAX_IMAGE_SIDE, EVENTS_RECEIVER, WEBHOOK_ALLOWED_URLS, GALLERY_ENGINE, DB_TYPE } = settings;
  const problems: string[] = [...s3Problems(settings)];
  const largest = Math.max(settings.BODY_LIMIT, settings.JSON_BODY_LIMIT);
  if (largest > Math.max(MB, settings.BODY_MEMORY_LIMIT * SHARE_OF_LARGE_BODIES)) {
    problems.push(
      `BODY_MEMORY_LIMIT = ${settings.BODY_MEMORY_LIMIT}: BODY_LIMIT and JSON_BODY_LIMIT must fit seven eighths of it`,
    );
  }
  if (MIN_IMAGE_SIDE > MAX_IMAGE_SIDE) {
    problems.push(`MIN_IMAGE_SIDE = ${MIN_IMAGE_SIDE}: must not be above MAX_IMAGE_SIDE = ${MAX_IMAGE_SIDE}`);
  }
  const { TLS_CERTIFICATE, TLS_KEY, TLS_CLIENT_CA, HTTP2 } = settings;
  if ((TLS_CERTIFICATE === '') !== (TLS_KEY === '')) {
    problems.push('TLS_CERTIFICATE, TLS_KEY: give both or none');
  }
  if (TLS_CERTIFICATE === '' && TLS_CLIENT_CA !== '') {
    problems.push('TLS_CLIENT_CA: needs TLS_CERTIFICATE and TLS_KEY');
  }
  if (TLS_CERTIFICATE === '' && HTTP2) problems.push('HTTP2: needs TLS_CERTIFICATE and TLS_KEY');
  if (EVENTS_RECEIVER !== '' && !isReceiverUrl(EVENTS_RECEIVER)) {
    problems.push(`EVENTS_RECEIVER: ${RECEIVER_RULE}`);
  }
  if (settings.INFLUX_URL !== '' && !isReceiverUrl(settings.INFLUX_URL)) {
    problems.push(`INFLUX_URL: ${RECEIVER_RULE}`);
  }
  if (settings.TRACES_URL !== '' && !isReceiverUrl(settings.TRACES_URL)) {
    problems.push(`TRACES_URL: ${RECEIVER_RULE}`);
  }
  // The value is a secret, so that it is not repeated here.
  if (words(settings.TRACES_HEADERS).some((pair) => !isHeader(pair))) {
    problems.push('TRACES_HEADERS: must be pairs such as authorization=Bearer%20abc');
  }
  const badLabels = words(settings.METRICS_EXTRA_LABELS).filter((pair) => !LABEL.test(pair));
  if (badLabels.length > 0) {
    problems.push(`METRICS_EXTRA_LABELS = ${badLabels.join(', ')}: must be pairs such as site=north`);
  }
  if (words(WEBHOOK_ALLOWED_URLS).some((url) => !isReceiverUrl(url) || /[?#]/.test(url))) {
    problems.push(
      'WEBHOOK_ALLOWED_URLS: must be http or https URLs without a user name, a password, a query and a fragment',
    );
  }
  if (GALLERY_ENGINE === 'pgvector' && DB_TYPE === 'oracle') {
    problems.push('GALLERY_ENGINE = pgvector: needs DB_TYPE postgres or pglite; with oracle it must be memory');
  }
  problems.push(...ownModelProblems(settings));
  const { ENCRYPTION_KEYS, ENCRYPTION_KEYS_COMMAND } = settings;
  if (ENCRYPTION_KEYS !== '' && ENCRYPTION_KEYS_COMMAND !== '') {
    problems.push('ENCRYPTION_KEYS, ENCRYPTION_KEYS_COMMAND: give one of them');
  }
  if (GALLERY_ENGINE === 'pgvector' && (ENCRYPTION_KEYS !== '' || ENCRYPTION_KEYS_COMMAND !== '')) {
    problems.push(
      'GALLERY_ENGINE = pgvector: its index holds vectors that are not sealed; with encryption keys it must be memory',
    );
  }
  for (const name of ['TRUSTED_PROXIES', 'RATE_LIMIT_EXEMPT'] as const) {
    const wrong = words(settings[name]).filter((word) => !isNetwork(word));
    if (wrong.length > 0) {
      problems.push(`${name} = ${wrong.join(', ')}: must be addresses or networks such as 10.0.0.0/8`);
    }
  }
  return problems;
}

/** Names that begin with two underscores are Prometheus' own. */
const LABEL = /^(?!__)[A-Za-z_][A-Za-z0-9_]*=[^=]+$/;

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** A name of a header and its value, percent-encoded. */
function isHeader(pair: string): boolean {
  const [, value] = /^[\w!#$%&'*+.^`|~-]+=(.*)$/.exec(pair) ?? [];
  if (value === undefined) return false;
  try {
    return /^[\t\x20-\x7e]*$/.test(decodeURIComponent(value));
  } catch {
    return false;
  }
}

function excerpt(raw: unknown): string {
  const shown = JSON.stringify(raw instanceof Map ? Object.fromEntries(raw) : raw) ?? String(raw);
  return shown.length > 100 ? `${shown.slice(0, 99)}…` : shown;
}
