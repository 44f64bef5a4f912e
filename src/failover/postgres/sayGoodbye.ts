import type pg from 'pg';

/** Closes a connection in order; a server that does not close its side in time must not keep the socket. */
export async function sayGoodbye(client: pg.Client, lingerMs: number): Promise<void> {
  const timer = setTimeout(() => client.connection.stream.destroy(), lingerMs);
  await client.end().catch(() => {});
  clearTimeout(timer);
}
