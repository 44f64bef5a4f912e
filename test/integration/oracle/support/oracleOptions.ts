import type { OracleOptions } from '../../../../src/databases/oracle/openOracle.ts';

/** Options for a database that is not there, or that a client of the tests stands for. */
export function oracleOptions(changes: Partial<OracleOptions> = {}): OracleOptions {
  return {
    type: 'oracle',
    host: '127.0.0.1',
    port: 1521,
    user: 'luna',
    password: 'secret',
    name: 'FREEPDB1',
    tls: 'disable',
    poolSize: 8,
    connectTimeout: 20_000,
    statementTimeout: 30_000,
    wait: 20_000,
    attempts: 3,
    ...changes,
  };
}
