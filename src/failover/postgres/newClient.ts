import pg from 'pg';

/** What the driver makes of its options, and of the shell's variables where one is absent or empty. */
interface Parameters {
  options: string | undefined;
  replication: string | undefined;
  application_name: string | undefined;
}

/**
 * A client that knows what it is told and nothing else: the driver also reads PGOPTIONS, PGAPPNAME, PGREPLICATION,
 * PGCLIENT_ENCODING and PGSSLNEGOTIATION, which stand in a shell for the sake of psql.
 */
export function newClient(config: pg.ClientConfig): pg.Client {
  const complete: pg.ClientConfig = { ...config, client_encoding: 'utf8', sslnegotiation: 'postgres' };
  const client = new pg.Client(complete) as pg.Client & { connectionParameters: Parameters; replication?: string };
  client.connectionParameters.options = config.options;
  client.connectionParameters.application_name = config.application_name;
  client.connectionParameters.replication = undefined;
  delete client.replication;
  return client;
}
