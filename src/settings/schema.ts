import Type, { type Static, type TSchema } from 'typebox';

/** What a setting carries beside its JSON Schema. Read by the loader, the `settings` command and the docs page. */
export interface SettingMeta {
  readonly description: string;
  /** Given as its printable form when it is computed, see `computedDefault`. */
  readonly default: unknown;
  /** Never printed; may be given as `<NAME>_FILE`, the path of a file that holds it. */
  readonly secret?: true;
  /** Older names that mean the same. */
  readonly aliases?: readonly string[];
  /** `path`: made absolute. `bytes`: may be written with a unit, `64MB`. */
  readonly kind?: 'path' | 'bytes';
  /** Other spellings of an enum's values, in lower case. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** What the docs page and `settings` say instead of the default when the loader computes it. */
  readonly computedDefault?: string;
}

const MB = 1024 * 1024;
const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const text = (meta: SettingMeta & { readonly minLength?: 0 }) =>
  Type.String({ minLength: 1, maxLength: 1024, pattern: '^[^\\u0000-\\u001f]*$', ...meta });
const whole = (minimum: number, maximum: number, meta: SettingMeta) => Type.Integer({ minimum, maximum, ...meta });
const decimal = (minimum: number, maximum: number, meta: SettingMeta) => Type.Number({ minimum, maximum, ...meta });
const flag = (meta: SettingMeta) => Type.Boolean({ ...meta });
const choice = <const Names extends string[]>(names: readonly [...Names], meta: SettingMeta) =>
  Type.Enum(names, { ...meta });

const network = {
  HOST: text({
    default: '127.0.0.1',
    description: 'Address to listen on. `0.0.0.0` or `::` opens the service to other machines.',
  }),
  PORT: whole(0, 65_535, { default: 5140, description: 'Port to listen on; 0 takes a free one.' }),
  CORS_ORIGIN: text({
    default: '*',
    description:
      'Value of `Access-Control-Allow-Origin` in every answer. Of several, comma between, the one that the request names.',
  }),
  CORS_ALLOW_HEADERS: text({
    default: '',
    minLength: 0,
    computedDefault: 'none',
    description: 'Request headers, comma between, that a browser may send to the API beside those that it reads.',
  }),
  CORS_MAX_AGE_SECONDS: whole(0, 86_400, {
    default: 600,
    description: 'How long a browser may remember the answer to OPTIONS.',
  }),
  BODY_LIMIT: whole(1024, 1024 * MB, {
    default: 64 * MB,
    kind: 'bytes',
    description: 'Largest body with an image; the default holds an incompressible RGB PNG of 4096×4096.',
  }),
  JSON_BODY_LIMIT: whole(1024, 64 * MB, { default: MB, kind: 'bytes', description: 'Largest JSON body.' }),
  HEADER_LIMIT: whole(8 * 1024, 16 * MB, {
    default: 64 * 1024,
    kind: 'bytes',
    description:
      'Longest URL with all headers of a request: the default holds 1700 ids in `person_ids`, `4MB` holds 100 000. More is answered 431.',
  }),
  REQUEST_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 60,
    description: 'A request that has not arrived in full by then is cut off.',
  }),
  KEEP_ALIVE_SECONDS: whole(1, 3600, {
    default: 72,
    description: 'How long an idle connection stays open. Keep it above the idle time-out of a load balancer in front.',
  }),
  CLOSE_DELAY_SECONDS: whole(0, 600, {
    default: 0,
    description:
      'After SIGTERM or SIGINT, `/readyz` answers 503 and requests are still taken for this long, so that a load balancer can look elsewhere.',
  }),
  CLOSE_TIMEOUT_SECONDS: whole(1, 600, {
    default: 10,
    description: 'When the service closes, requests in flight have this long to finish.',
  }),
};

const behaviour = {
  COMPATIBILITY: choice(['backport3', 'lp3'], {
    default: 'backport3',
    description: 'Whose codes and statuses are spoken where LUNA PLATFORM 3 and its Backport differ.',
  }),
  MAX_CANDIDATES_IN_RESPONSE: whole(1, 1000, {
    default: 5,
    aliases: ['MAX_CANDIDATE_IN_RESPONSE'],
    description: 'Upper bound of `limit` in matching.',
  }),
  BACKPORT3_ENABLE_PORTRAITS: flag({
    default: true,
    description: 'Keep portraits of extracted faces. Off: none are stored and the portrait resources are unavailable.',
  }),
  STORAGE_TIME: choice(['UTC', 'LOCAL'], {
    default: 'UTC',
    description: 'Clock of stored times. `LOCAL` stores wall-clock time as the original can; the wire says `Z` anyway.',
  }),
  PASSWORD_CACHE_SECONDS: whole(0, 3600, {
    default: 10,
    description:
      'A verified login and password need not be hashed again for this long. A changed password and a suspension work at once all the same. 0 hashes every time.',
  }),
};

const files = {
  DATA_DIR: text({
    default: './data',
    kind: 'path',
    description: 'Embedded database and portraits. One process at a time may use it.',
  }),
  MODELS_DIR: text({
    default: '.cache/models',
    kind: 'path',
    computedDefault: '`.cache/models` inside the package',
    description: 'Model weights. Fill it by `luna-backport3 models pull`, or copy it from another machine.',
  }),
};

const database = {
  DB_TYPE: choice(['pglite', 'postgres', 'oracle'], {
    default: 'pglite',
    description:
      '`pglite`: Postgres inside this process, files in `DATA_DIR`. `postgres`, `oracle`: a server, see the next ones. Oracle needs the npm package `oracledb`.',
  }),
  DB_DSN: Type.String({
    maxLength: 4096,
    default: '',
    computedDefault: 'not set',
    secret: true,
    description:
      'One or several hosts, `luna:luna@postgres01:5432,postgres02:5432/luna_backport3?option=value` (docs/databases.md). What it does not say is taken from the next settings.',
  } satisfies SettingMeta & Record<string, unknown>),
  DB_HOST: text({ default: '127.0.0.1', description: 'Host of the database server.' }),
  DB_PORT: whole(1, 65_535, {
    default: 5432,
    computedDefault: '`5432`; with `DB_TYPE` oracle `1521`',
    description: 'Port of the database server.',
  }),
  DB_USER: text({ default: 'luna', description: 'Role or user to log in with; for Oracle also the schema.' }),
  DB_PASSWORD: text({
    default: 'luna',
    secret: true,
    description:
      'Password of the role or user. From `DB_PASSWORD_FILE` it is read again at each new connection: a rotation needs no restart.',
  }),
  DB_NAME: text({
    default: 'luna_backport3',
    description: 'Database, for Oracle the service; it must exist, the tables are made at start.',
  }),
  DB_SSLMODE: choice(['disable', 'require', 'verify-full'], {
    default: 'disable',
    description:
      '`require`: encrypted, whoever the server is. `verify-full`: and its certificate must be of a known authority (`NODE_EXTRA_CA_CERTS` adds one) and name the host. Oracle proves the authority with `require` too.',
  }),
  DB_CONNECTION_POOL_SIZE: whole(1, 1000, {
    default: 10,
    description: 'Connections to the database at most; two at least for Oracle.',
  }),
  DB_CONNECT_TIMEOUT_SECONDS: whole(1, 600, {
    default: 5,
    description: 'How long to wait for a host to take a connection and to tell its role.',
  }),
  DB_WAIT_SECONDS: whole(1, 600, {
    default: 10,
    description:
      'How long a request waits for a free connection, or for another host to take over, before it is answered 503.',
  }),
  DB_RECONNECT_ATTEMPTS: whole(1, 100, {
    default: 3,
    description: 'Failures in a row after which a new pool is opened although the host answers.',
  }),
  DB_STATEMENT_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 30,
    description: 'The server gives up a statement that takes longer.',
  }),
  DB_QUERY_TIMEOUT_SECONDS: whole(0, 3600, {
    default: 0,
    description:
      'This side gives up a statement that takes longer, which is how a frozen server is noticed (`postgres`). 0: five seconds after `DB_STATEMENT_TIMEOUT_SECONDS`.',
  }),
};

const vision = {
  EMBEDDER: choice(['fr', 'dlib'], {
    default: 'fr',
    description:
      'Net that makes descriptors. `fr`: accurate. `dlib`: cleaner provenance, weaker (docs/models.md). Descriptors of different nets are never compared.',
  }),
  VISION_WORKERS: whole(0, 64, {
    default: 0,
    description: 'Inference threads, one picture at a time each. 0: one for each core.',
  }),
  VISION_QUEUE_LIMIT: whole(1, 10_000, {
    default: 64,
    description: 'Pictures that may wait for a thread; one more is refused as unavailable.',
  }),
  MIN_IMAGE_SIDE: whole(16, 4096, { default: 96, description: 'Least width and height of a picture, pixels.' }),
  MAX_IMAGE_SIDE: whole(256, 16_384, {
    default: 4096,
    description: 'Greatest width and height of a picture, pixels; checked on the header, before decoding.',
  }),
  THUMBNAIL_SIDES: Type.Array(Type.Integer({ minimum: 16, maximum: 1024 }), {
    minItems: 1,
    maxItems: 8,
    uniqueItems: true,
    default: [64, 96, 160],
    description: 'Sides of the stored thumbnails of a portrait, pixels.',
  } satisfies SettingMeta & Record<string, unknown>),
};

const liveness = {
  LIVENESS_ENABLED: flag({
    default: true,
    description: 'Serve `POST /liveness`. Off: it is answered 403, and a handler that demands liveness with it.',
  }),
  LIVENESS_THRESHOLD: decimal(0, 1, {
    default: 0.6,
    description:
      'Probability from which a face counts as alive. The default is fitted to our net (docs/accuracy.md); the 0.88 of LUNA PLATFORM 5 belongs to another.',
  }),
  LIVENESS_QUALITY_THRESHOLD: decimal(0, 1, {
    default: 0,
    description: 'A face of lower quality (light, colour, sharpness) never counts as alive. 0 leaves quality out.',
  }),
  LIVENESS_MIN_FACE_WIDTH: whole(16, 4096, {
    default: 64,
    description: 'A narrower face, in pixels, is refused: too few pixels to see a print or a screen in.',
  }),
  LIVENESS_MIN_MARGIN: decimal(0, 1, {
    default: 0.1,
    description:
      'Room that a face needs to each edge of the picture, in widths of the face. What surrounds a face is half of the evidence; below the default a third of the living and more are taken for attacks.',
  }),
};

const gallery = {
  GALLERY_ENGINE: choice(['memory', 'pgvector'], {
    default: 'memory',
    description:
      '`memory`: lists are searched in this process. `pgvector`: by the database, for galleries that no node can hold; Postgres with the extension, or the embedded database (docs/pgvector.md).',
  }),
  GALLERY_MAX_AGE_MS: whole(0, 60_000, {
    default: 0,
    description:
      'How old what a search over a list sees may be. 0: each search asks the database for the version of the list first, and sees every change that was committed before it. Up to 1000 saves a busy list most of these questions.',
  }),
  GALLERY_POLL_MS: whole(0, 60_000, {
    default: 500,
    description:
      'Bring the lists in memory up to date in the background, that long after the last time: one question for all lists. Below `GALLERY_MAX_AGE_MS` searches need not ask at all; otherwise they find less to catch up with. 0: only searches do it.',
  }),
  GALLERY_WORKERS: whole(0, 64, { default: 0, description: 'Search threads. 0: one for each core.' }),
  GALLERY_MEMORY_LIMIT: whole(16 * MB, 1024 * 1024 * MB, {
    default: 1024 * MB,
    kind: 'bytes',
    description: 'Memory for lists kept ready to search; the least recently searched make room.',
  }),
  GALLERY_PREWARM: Type.String({
    maxLength: 65_536,
    pattern: `^(all|${UUID}(,${UUID})*)?$`,
    default: '',
    computedDefault: 'none',
    description:
      'Lists to load before the port is opened, while memory lasts: ids with commas between them, or `all`, those changed last first. Any other list is loaded by its first search, which waits for it.',
  } satisfies SettingMeta & Record<string, unknown>),
  GALLERY_AUDIT_HOURS: whole(0, 8760, {
    default: 24,
    description:
      'Compare the lists in memory with the database each that many hours, and load anew what differs. 0: only by `luna-backport3 gallery verify`. Each row is read once more from the database.',
  }),
  PGVECTOR_SEARCH: choice(['exact', 'hnsw'], {
    default: 'exact',
    description:
      '`exact`: the database compares every vector of the list. `hnsw`: it follows a graph, far faster on large lists, and may miss a candidate.',
  }),
  PGVECTOR_EF_SEARCH: whole(10, 1000, {
    default: 100,
    description: 'Candidates that a search of the graph keeps in view: more find more, and take longer.',
  }),
  PGVECTOR_TYPE: choice(['halfvec', 'vector'], {
    default: 'halfvec',
    description:
      'How vectors lie in the index: 2 or 4 bytes a component. Answers are the same. Fixed when the index is made.',
  }),
  PGVECTOR_PARTITIONS: whole(1, 1024, {
    default: 16,
    description: 'Tables that lists are spread over. Fixed when the index is made.',
  }),
};

const garbage = {
  GC_INTERVAL_HOURS: whole(0, 8760, {
    default: 0,
    description:
      'Delete descriptors that belong to no person and no list, and files left over by crashes, each that many hours. 0: only by `luna-backport3 gc`.',
  }),
  GC_MINIMUM_AGE_HOURS: whole(0, 87_600, {
    default: 24,
    description: 'Garbage collection keeps what was made, attached or detached within that many hours.',
  }),
};

const retention = {
  RETENTION_DESCRIPTOR_DAYS: whole(0, 36_500, {
    default: 0,
    description:
      'Delete descriptors that have belonged to no person and no list for that many days. 0: never. An account may have a rule of its own (docs/administration.md).',
  }),
  RETENTION_PORTRAIT_DAYS: whole(0, 36_500, {
    default: 0,
    description: 'Delete portraits that many days after they were made; their descriptors stay. 0: never.',
  }),
  RETENTION_INTERVAL_HOURS: whole(0, 8760, {
    default: 24,
    description: 'Apply these rules each that many hours. 0: only by `luna-backport3 retention run`.',
  }),
};

const events = {
  EVENTS_RECEIVER: text({
    default: '',
    minLength: 0,
    computedDefault: 'none: events are off',
    description:
      'http or https URL that gets an event after each extraction and matching request, as LUNA PLATFORM 3 sent it (docs/events.md).',
  }),
  EVENTS_SIGNATURE_KEY: Type.String({
    maxLength: 1024,
    default: '',
    computedDefault: 'not set: events are not signed',
    secret: true,
    description: 'Key of the HMAC that signs each event.',
  } satisfies SettingMeta & Record<string, unknown>),
  EVENTS_QUEUE_LIMIT: whole(1, 1_000_000, {
    default: 10_000,
    description:
      'Events and webhooks that may wait in memory for one receiver, a few kB each; one more is dropped and counted.',
  }),
  EVENTS_ATTEMPTS: whole(1, 100, { default: 8, description: 'How often an event is tried before it is given up.' }),
  EVENTS_TIMEOUT_SECONDS: whole(1, 600, { default: 5, description: 'How long the receiver may take to answer.' }),
  EVENTS_CLOSE_SECONDS: whole(0, 600, {
    default: 5,
    description: 'When the service ends, events that wait have this long to leave.',
  }),
  WEBHOOK_ALLOWED_URLS: text({
    default: '',
    minLength: 0,
    computedDefault: 'none: webhooks are off',
    description:
      'http and https URLs, comma between, that webhooks of handlers may go to: host and port, and the path with what is below it (docs/events.md). Webhooks leave as events do, by the settings before.',
  }),
};

const administration = {
  ADMIN_KEY: Type.String({
    maxLength: 1024,
    pattern: '^([!-~]{16,})?$',
    default: '',
    computedDefault: 'not set: the admin API and `/config` are off',
    secret: true,
    description:
      'Key of the administrator, 16 printable characters or more, for `Authorization: Bearer`. Opens the admin API and `/config` (docs/administration.md).',
  } satisfies SettingMeta & Record<string, unknown>),
  ADMIN_HOST: text({ default: '127.0.0.1', description: 'Address that the admin API listens on.' }),
  ADMIN_PORT: whole(0, 65_535, { default: 5141, description: 'Port of the admin API; 0 takes a free one.' }),
};

const logs = {
  LOG_LEVEL: choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    synonyms: { warning: 'warn' },
    description: 'Least severity that is logged. `ERROR`, `WARNING`, `INFO` and `DEBUG` of the original work too.',
  }),
  LOG_TIME: choice(['LOCAL', 'UTC'], {
    default: 'LOCAL',
    description: 'Clock of log lines and of the request ids that the service makes.',
  }),
};

/** Every setting: name, type, range, default and description. The docs page and all checks are made from it. */
export const settingsSchema = Type.Object({
  ...network,
  ...behaviour,
  ...files,
  ...database,
  ...vision,
  ...liveness,
  ...gallery,
  ...garbage,
  ...retention,
  ...events,
  ...administration,
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
  Behaviour: behaviour,
  Files: files,
  Database: database,
  Vision: vision,
  Liveness: liveness,
  Search: gallery,
  'Garbage collection': garbage,
  Retention: retention,
  Events: events,
  Administration: administration,
  Logs: logs,
};

/** The settings in the order of the docs page. */
export const settingList: readonly Setting[] = Object.entries(groups).flatMap(([group, members]) =>
  // TypeBox's types hide the keywords that they carry; every builder above takes a SettingMeta.
  Object.entries(members).map(([name, schema]) => ({ name, group, schema }) as unknown as Setting),
);
