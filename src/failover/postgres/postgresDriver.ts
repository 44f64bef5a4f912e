import type { ConnectionOptions } from 'node:tls';
import type pg from 'pg';
import { within } from '../../concurrency/deadline.ts';
import type { Address } from '../dsn/address.ts';
import type { Failure, HostDriver, ProbedHost } from '../hostDriver.ts';
import { type AskedHost, askRole } from './askRole.ts';
import type { Login } from './connectionPlan.ts';
import { failureOfAnswer, failureOfConnecting } from './failures.ts';
import { newClient } from './newClient.ts';
import { PostgresSource } from './postgresSource.ts';
import { sayGoodbye } from './sayGoodbye.ts';
import { refusesSettings, SESSION_SETTINGS } from './sessionSettings.ts';
import { tlsAttempts } from './tls.ts';

export interface PostgresDriverOptions {
  readonly login: Login;
  readonly connectTimeoutMs: number;
  /** How values leave the driver; its own parsers by default. */
  readonly types?: pg.CustomTypesConfig;
}

/** Keeps firewalls from forgetting idle connections. */
const KEEP_ALIVE_MS = 10_000;

/** A server that was probed and does not answer gets this long to close its side. */
const LINGER_MS = 50;

/** Postgres through `pg`. */
export class PostgresDriver implements HostDriver<pg.Client> {
  readonly #options: PostgresDriverOptions;

  constructor(options: PostgresDriverOptions) {
    this.#options = options;
  }

  async probe(address: Address, timeoutMs: number): Promise<ProbedHost<pg.Client>> {
    const deadline = performance.now() + timeoutMs;
    const attempts = await tlsAttempts(this.#options.login.tls, address.host);
    for (const [index, ssl] of attempts.entries()) {
      try {
        const { config, role } = await this.#ask(address, ssl, deadline);
        return { address, role, openPool: () => this.#openPool(config) };
      } catch (error) {
        if (index === attempts.length - 1 || !mayTryOtherWay(error)) throw error;
      }
    }
    throw new Error('there is no way to connect');
  }

  classify(error: unknown): Failure {
    return failureOfConnecting(error);
  }

  /** Behind a pooler that takes no settings the role must have those that are needed, which `askRole` checks. */
  async #ask(address: Address, ssl: ConnectionOptions | false, deadline: number) {
    const first = this.#clientConfig(address, ssl, SESSION_SETTINGS);
    try {
      const { role, settings } = await askOnce(first, deadline - performance.now());
      return { config: this.#clientConfig(address, ssl, `${SESSION_SETTINGS} ${settings}`), role };
    } catch (error) {
      if (!refusesSettings(error)) throw error;
      const plain = this.#clientConfig(address, ssl);
      const { role } = await askOnce(plain, deadline - performance.now());
      return { config: plain, role };
    }
  }

  #openPool(config: pg.ClientConfig): PostgresSource {
    return new PostgresSource({
      ...config,
      connectionTimeoutMillis: this.#options.connectTimeoutMs,
      ...(this.#options.types ? { types: this.#options.types } : {}),
    });
  }

  /** @param settings stand before those of the DSN, which win */
  #clientConfig({ ip, port }: Address, ssl: ConnectionOptions | false, settings = ''): pg.ClientConfig {
    const { user, password, database, applicationName, statementTimeoutMs, startupOptions = '' } = this.#options.login;
    const options = [settings.trim(), startupOptions].filter(Boolean).join(' ');
    return {
      host: ip,
      port,
      user,
      // Always a function: the driver looks for a password in files of its own when it is given none.
      password: typeof password === 'function' ? password : () => password,
      database,
      ssl,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      ...(applicationName === undefined ? {} : { application_name: applicationName }),
      ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs }),
      ...(options === '' ? {} : { options }),
    };
  }
}

async function askOnce(config: pg.ClientConfig, timeoutMs: number): Promise<AskedHost> {
  const client = newClient(config);
  client.on('error', () => {});
  try {
    const asked = client.connect().then(() => askRole(client));
    return await within(asked, timeoutMs, () => new Error(`no answer within ${Math.round(timeoutMs)} ms`));
  } finally {
    void sayGoodbye(client, LINGER_MS);
  }
}

/**
 * With `prefer` and `allow` the other way is tried where the server itself turned this one down: it has no TLS (for
 * which the driver has no code), its certificate is broken, or pg_hba wants the other.
 */
function mayTryOtherWay(error: unknown): boolean {
  const answer = failureOfAnswer(error);
  if (answer) return answer === 'denied';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return !/^E(CONN|TIMEDOUT|HOST|NET|PIPE|AI_)/.test(code);
}
