/** How one known option of a DSN is read; `allowed` completes the sentence "must be …". */
interface Option<Value> {
  readonly name: string;
  readonly allowed: string;
  /** Undefined: not a value of this option. */
  read(text: string): Value | undefined;
}

function choice<const Name extends string>(name: string, names: readonly Name[]): Option<Name> {
  return {
    name,
    allowed: `one of ${names.join(', ')}`,
    read: (text) => names.find((each) => each === text),
  };
}

function freeText(name: string): Option<string> {
  return { name, allowed: 'text', read: (text) => text };
}

const MILLISECONDS: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000, min: 60_000, h: 3_600_000 };
const LONGEST_STATEMENT_MS = 2_147_483_647;

const connectTimeout: Option<number> = {
  name: 'connect_timeout',
  // libpq's 0 means "wait for ever", which no caller of a service can do.
  allowed: 'a whole number of seconds, 1..600',
  read: (text) => (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 600 ? Number(text) : undefined),
};

const statementTimeout: Option<number> = {
  name: 'statement_timeout',
  allowed: 'milliseconds, or a whole number with the unit ms, s, min or h; 0 for none',
  read(text) {
    const [, digits, unit = ''] = /^(\d{1,10}) ?(ms|s|min|h)?$/.exec(text) ?? [];
    const milliseconds = Number(digits) * (MILLISECONDS[unit] ?? Number.NaN);
    return milliseconds <= LONGEST_STATEMENT_MS ? milliseconds : undefined;
  },
};

/** The options that the pool itself understands, by the member of `DsnOptions` that holds them. */
export const knownOptions = {
  /** Role that the chosen host must have. */
  targetSessionAttrs: choice('target_session_attrs', [
    'any',
    'read-write',
    'read-only',
    'primary',
    'standby',
    'prefer-standby',
  ]),
  /** `disable`: hosts in the order of the DSN. `random`: any of those that fit. */
  loadBalanceHosts: choice('load_balance_hosts', ['disable', 'random']),
  connectTimeoutSeconds: connectTimeout,
  applicationName: freeText('application_name'),
  sslMode: choice('sslmode', ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full']),
  /** File of trusted certificates, or `system`. */
  sslRootCert: freeText('sslrootcert'),
  sslCert: freeText('sslcert'),
  sslKey: freeText('sslkey'),
  statementTimeoutMs: statementTimeout,
  /** Raw `-c name=value …`, as libpq takes it. */
  startupOptions: freeText('options'),
} as const;

type ValueOf<Known> = Known extends Option<infer Value> ? Value : never;

export type DsnOptions = { readonly [Member in keyof typeof knownOptions]?: ValueOf<(typeof knownOptions)[Member]> };
export type TargetSessionAttrs = NonNullable<DsnOptions['targetSessionAttrs']>;
export type LoadBalanceHosts = NonNullable<DsnOptions['loadBalanceHosts']>;

/**
 * Connection options of libpq that are not settings of the server and mean nothing here. Refused by name: sent on as a
 * server setting they would fail at connecting, and some hold secrets.
 */
export const unsupportedOptions: ReadonlySet<string> = new Set([
  'channel_binding',
  'client_encoding',
  'fallback_application_name',
  'gssdelegation',
  'gssencmode',
  'gsslib',
  'hostaddr',
  'keepalives',
  'keepalives_count',
  'keepalives_idle',
  'keepalives_interval',
  'krbsrvname',
  'max_protocol_version',
  'min_protocol_version',
  'passfile',
  'replication',
  'require_auth',
  'requirepeer',
  'requiressl',
  'scram_client_key',
  'scram_server_key',
  'service',
  'servicefile',
  'ssl_max_protocol_version',
  'ssl_min_protocol_version',
  'sslcertmode',
  'sslcompression',
  'sslcrl',
  'sslcrldir',
  'sslkeylogfile',
  'sslnegotiation',
  'sslpassword',
  'sslsni',
  'tcp_user_timeout',
]);
