import { isIPv6 } from 'node:net';
import { DsnError } from './dsnError.ts';
import { type DsnOptions, knownOptions, unsupportedOptions } from './dsnOptions.ts';

/** At least one of the two is given; the other comes from the separate settings. */
export interface DsnHost {
  /** Name, IPv4, IPv6 without brackets, or the folder of a Unix socket (starts with `/`). */
  readonly host?: string;
  readonly port?: number;
}

/** What a DSN says; absent parts are taken from the separate settings (contract 90). */
export interface Dsn {
  readonly hosts: readonly DsnHost[];
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly options: DsnOptions;
  /** Options that are not ours: settings of the server, set at connecting. */
  readonly serverSettings: ReadonlyMap<string, string>;
}

/**
 * Reads `[postgres://][user[:password]@][host[:port]][,…][/database][?option=value&…]` (contract 90 and libpq's URI).
 * Every part may be missing; user, password, hosts and database may be percent-escaped. As in the original, what stands
 * in the URL wins over an option of the same meaning (`host`, `port`, `user`, `password`, `dbname`, `database`), the
 * last of repeated options wins, an option without a value counts as absent, and `+` in an option is a space.
 * @throws DsnError
 */
export function parseDsn(text: string): Dsn {
  const { authority, path, query } = split(text);
  const at = authority.lastIndexOf('@');
  const credentials = at < 0 ? '' : authority.slice(0, at);
  const colon = credentials.indexOf(':');
  const options = readQuery(query);

  const take = (name: string): string | undefined => {
    const value = options.get(name);
    options.delete(name);
    return value;
  };
  const [userOption, passwordOption] = [take('user'), take('password')];
  const [nameOption, databaseOption] = [take('dbname'), take('database')];
  const user = decode(colon < 0 ? credentials : credentials.slice(0, colon), 'user') || userOption;
  const password = (colon < 0 ? '' : decode(credentials.slice(colon + 1), 'password')) || passwordOption;
  const database = decode(path, 'database') || nameOption || databaseOption;
  const [hostOption, portOption] = [take('host'), take('port')];
  const hosts = readHosts(authority.slice(at + 1)) ?? readHostOptions(hostOption, portOption);
  return {
    hosts,
    ...(user ? { user } : {}),
    ...(password ? { password } : {}),
    ...(database ? { database } : {}),
    ...readOptions(options),
  };
}

function split(text: string): { authority: string; path: string; query: string } {
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text.trim()) ?? [];
  if (!/^(postgres(ql)?)?$/i.test(scheme)) throw new DsnError('scheme', 'must be postgres, postgresql or left out');
  const [, authority = '', path = '', query = ''] = /^([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest) ?? [];
  return { authority, path, query };
}

function decode(text: string, part: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw new DsnError(part, 'a % must be followed by two hexadecimal digits, and the escapes must form UTF-8');
  }
  if (decoded.includes('\0') || !decoded.isWellFormed()) throw new DsnError(part, 'must be text without a NUL');
  return decoded;
}

/** Undefined: no host is given at all. */
function readHosts(text: string): DsnHost[] | undefined {
  if (text.trim() === '') return undefined;
  return text.split(',').map((each, index) => readHost(each.trim(), index + 1));
}

function readHost(text: string, position: number): DsnHost {
  const [, bracketed, name, port] = /^(?:\[([^[\]]*)\]|([^[\]:]*))(?::(.*))?$/s.exec(text) ?? [];
  const part = `host ${position}`;
  if (bracketed === undefined && name === undefined) throw new DsnError(part, 'brackets must enclose an IPv6 address');
  if (port?.includes(':')) throw new DsnError(part, 'an IPv6 address must stand in brackets');
  const host = decode(bracketed ?? name ?? '', part);
  requireHost(host, bracketed !== undefined, part);
  const portNumber = port === undefined || port === '' ? undefined : readPort(port, `port of host ${position}`);
  if (!host && portNumber === undefined) throw new DsnError(part, 'is empty');
  return { ...(host ? { host } : {}), ...(portNumber === undefined ? {} : { port: portNumber }) };
}

function requireHost(host: string, bracketed: boolean, part: string): void {
  if (bracketed) {
    if (!isIPv6(host)) throw new DsnError(part, 'brackets must enclose an IPv6 address');
    return;
  }
  if (host === '' || host.startsWith('/')) return;
  if (host.length > 253 || !/^[\p{L}\p{N}._-]+$/u.test(host)) {
    const hint = 'characters such as / ? @ : in a password must be percent-escaped';
    throw new DsnError(part, `must be a host name, an address or the folder of a socket; ${hint}`);
  }
}

function readPort(text: string, part: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new DsnError(part, 'must be a whole number 1..65535');
  return port;
}

/** `?host=a,b&port=1,2`: one port serves every host, or each host has its own. */
function readHostOptions(hosts = '', ports = ''): DsnHost[] {
  const names = hosts === '' ? [] : hosts.split(',');
  const numbers =
    ports === '' ? [] : ports.split(',').map((port, index) => readPort(port, `port of host ${index + 1}`));
  if (names.length === 0) return numbers.map((port) => ({ port }));
  if (numbers.length > 1 && numbers.length !== names.length) {
    throw new DsnError('option port', 'must hold one port, or as many as there are hosts');
  }
  return names.map((name, index) => {
    const part = `host ${index + 1}`;
    const host = name.trim();
    if (host === '') throw new DsnError(part, 'is empty');
    if (!isIPv6(host)) requireHost(host, false, part);
    const port = numbers[index] ?? numbers[0];
    return { host, ...(port === undefined ? {} : { port }) };
  });
}

function readQuery(query: string): Map<string, string> {
  const options = new Map<string, string>();
  for (const [index, text] of query.split('&').entries()) {
    if (text === '') continue;
    const part = `option ${index + 1}`;
    const equals = text.indexOf('=');
    if (equals < 0) throw new DsnError(part, 'must be written name=value');
    const name = decode(text.slice(0, equals).replaceAll('+', ' '), part);
    if (!/^[a-z_][\w$]*(\.[a-z_][\w$]*)*$/i.test(name))
      throw new DsnError(part, 'its name cannot be that of a setting');
    const value = decode(text.slice(equals + 1).replaceAll('+', ' '), part);
    if (value !== '') options.set(name, value);
  }
  return options;
}

function readOptions(given: ReadonlyMap<string, string>): Pick<Dsn, 'options' | 'serverSettings'> {
  const serverSettings = new Map(given);
  const options: Record<string, unknown> = {};
  for (const [member, { name, allowed, read }] of Object.entries(knownOptions)) {
    const text = given.get(name);
    if (text === undefined) continue;
    serverSettings.delete(name);
    options[member] = read(text);
    if (options[member] === undefined) throw new DsnError(`option ${name}`, `must be ${allowed}`);
  }
  for (const name of serverSettings.keys()) {
    if (unsupportedOptions.has(name)) throw new DsnError(`option ${name}`, 'is not supported');
  }
  return { options, serverSettings };
}
