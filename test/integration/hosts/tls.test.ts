import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDsn } from '../../../src/failover/dsn/dsn.ts';
import { planConnections } from '../../../src/failover/postgres/connectionPlan.ts';
import { openPostgresHosts } from '../../../src/failover/postgres/openPostgresHosts.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { TEST_DEFAULTS } from '../../support/postgres/openHosts.ts';
import { certificate, type PostgresServer } from '../../support/postgres/postgresServer.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';

/** With and without the authority in the chain that the server sends. */
const UNTRUSTED = /\[(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE)\]/;

describe('sslmode means what it means to libpq', () => {
  let installation: Installation;
  /** No TLS at all; TLS for whoever wants it; TLS alone; TLS with a client's certificate alone. */
  let plain: PostgresServer;
  let offered: PostgresServer;
  let demanded: PostgresServer;
  let mutual: PostgresServer;

  beforeAll(async () => {
    installation = await installPostgres();
    plain = await startServer(installation, 'plain');
    offered = await startServer(installation, 'offered');
    demanded = await startServer(installation, 'demanded');
    mutual = await startServer(installation, 'mutual');
    await offered.offerTls('host all luna 127.0.0.1/32 scram-sha-256');
    await demanded.offerTls('hostssl all luna 127.0.0.1/32 scram-sha-256');
    await mutual.offerTls('hostssl all luna 127.0.0.1/32 cert');
  });

  afterAll(async () => {
    await Promise.all([plain, offered, demanded, mutual].map((server) => server.destroy()));
    await installation.remove();
  });

  /** Whether the connections of the opened pool are encrypted, or the kind of error. */
  async function encrypted(server: PostgresServer, query: string, host = 'localhost'): Promise<boolean | string> {
    const dsn = parseDsn(`${host}:${server.port}?${query}`);
    const resolve = async () => ['127.0.0.1'];
    const options = { size: 1, openTimeoutMs: 500, resolve };
    try {
      const pool = await openPostgresHosts(planConnections(dsn, TEST_DEFAULTS), options);
      const lease = await pool.acquire();
      const { rows } = await lease.run('read', (client) =>
        client.query<{ ssl: boolean }>('select ssl from pg_stat_ssl where pid = pg_backend_pid()'),
      );
      lease.release();
      await pool.close(1000);
      return rows[0]?.ssl ?? 'nothing';
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return error.name === 'NoHost' ? error.message.replace(/^.*says: /, '') : `${error.name}: ${error.message}`;
    }
  }

  const authority = `sslrootcert=${encodeURIComponent(certificate('authority.pem'))}`;
  const other = `sslrootcert=${encodeURIComponent(certificate('otherAuthority.pem'))}`;
  const client = `sslcert=${encodeURIComponent(certificate('client.pem'))}&sslkey=${encodeURIComponent(certificate('client.key'))}`;

  it('prefer, the default, encrypts where the server can', async () => {
    expect(await encrypted(plain, '')).toBe(false);
    expect(await encrypted(offered, '')).toBe(true);
    expect(await encrypted(demanded, '')).toBe(true);
  });

  it('disable never encrypts, allow only where the server insists', async () => {
    expect(await encrypted(offered, 'sslmode=disable')).toBe(false);
    expect(await encrypted(demanded, 'sslmode=disable')).toMatch(/no pg_hba.conf entry .* \[28000\]/);
    expect(await encrypted(offered, 'sslmode=allow')).toBe(false);
    expect(await encrypted(demanded, 'sslmode=allow')).toBe(true);
  });

  it('require encrypts, and checks the chain only when it is given one', async () => {
    expect(await encrypted(plain, 'sslmode=require')).toMatch(/does not support SSL/);
    expect(await encrypted(offered, 'sslmode=require')).toBe(true);
    expect(await encrypted(offered, `sslmode=require&${authority}`, '127.0.0.1')).toBe(true);
    expect(await encrypted(offered, `sslmode=require&${other}`)).toMatch(UNTRUSTED);
  });

  it('verify-ca checks the chain, verify-full the name as well', async () => {
    expect(await encrypted(offered, `sslmode=verify-ca&${authority}`, '127.0.0.1')).toBe(true);
    expect(await encrypted(offered, `sslmode=verify-ca&${other}`)).toMatch(UNTRUSTED);
    expect(await encrypted(offered, `sslmode=verify-full&${authority}`)).toBe(true);
    expect(await encrypted(offered, `sslmode=verify-full&${authority}`, 'elsewhere')).toMatch(
      /\[ERR_TLS_CERT_ALTNAME_INVALID\]/,
    );
    expect(await encrypted(offered, `sslmode=verify-full&${authority}`, '127.0.0.1')).toMatch(
      /\[ERR_TLS_CERT_ALTNAME_INVALID\]/,
    );
    expect(await encrypted(offered, 'sslmode=verify-full&sslrootcert=system')).toMatch(UNTRUSTED);
  });

  it('sslcert and sslkey prove who the client is', async () => {
    expect(await encrypted(mutual, `sslmode=verify-full&${authority}&${client}`)).toBe(true);
    expect(await encrypted(mutual, `sslmode=verify-full&${authority}`)).toMatch(/\[28000\]/);
    expect(await encrypted(mutual, `sslcert=/nowhere&sslkey=/nowhere`)).toMatch(/\[ENOENT\]/);
  });

  it('options that contradict each other are refused before anything is connected', () => {
    const plan = (query: string) => () => planConnections(parseDsn(`h?${query}`), TEST_DEFAULTS);
    expect(plan('sslmode=verify-full')).toThrow(/^option sslmode: verify-full needs sslrootcert/);
    expect(plan('sslmode=require&sslrootcert=system')).toThrow(/^option sslrootcert: system needs/);
    expect(plan('sslcert=a')).toThrow(/^option sslcert: and sslkey need each other/);
  });
});
