import { FaultyProxy } from '../../../../test/support/postgres/faultyProxy.ts';
import type { Installation } from '../../../../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, PostgresServer, USER } from '../../../../test/support/postgres/postgresServer.ts';
import { makeSynchronous, startServer } from '../../../../test/support/postgres/replicatedPair.ts';

interface Host {
  readonly server: PostgresServer;
  /** The network between the nodes and it. */
  readonly proxy: FaultyProxy;
}

/** What is acknowledged is on the disks of both, and neither takes all of a small one for its log. */
const SETTINGS = { fsync: 'on', max_wal_size: '128MB', wal_keep_size: '64MB' };

/** A primary with its synchronous standby, each behind a network that can be broken. */
export class PostgresHosts {
  #primary: Host;
  #standby: Host;

  private constructor(primary: Host, standby: Host) {
    this.#primary = primary;
    this.#standby = standby;
  }

  static async start(installation: Installation): Promise<PostgresHosts> {
    const host = async (server: PostgresServer) => ({ server, proxy: await FaultyProxy.start(server.port) });
    const primary = await startServer(installation, 'one', SETTINGS);
    const standby = await PostgresServer.standbyOf(primary, 'two');
    await standby.start(SETTINGS);
    await makeSynchronous(primary);
    return new PostgresHosts(await host(primary), await host(standby));
  }

  get primary(): Host {
    return this.#primary;
  }

  get standby(): Host {
    return this.#standby;
  }

  /** Both, for the nodes. */
  get dsn(): string {
    const places = [this.#primary, this.#standby].map(({ proxy }) => `127.0.0.1:${proxy.port}`);
    return `${USER}:${PASSWORD}@${places.join(',')}/${DATABASE}`;
  }

  /** Those that do not run are started, as whoever watches over them would. */
  async startStopped(): Promise<void> {
    for (const { server } of [this.#standby, this.#primary]) if (!server.running) await server.start(SETTINGS);
  }

  /** The standby takes over; the former primary is gone. */
  async failOver(): Promise<void> {
    await this.#standby.server.promote();
    [this.#primary, this.#standby] = [this.#standby, this.#primary];
  }

  /** The one that is gone becomes a synchronous standby, as an operator brings it back. */
  async rejoin(): Promise<void> {
    const { server } = this.#standby;
    await server.copyFrom(this.#primary.server);
    await server.start(SETTINGS);
    await makeSynchronous(this.#primary.server);
  }

  async remove(): Promise<void> {
    for (const { server, proxy } of [this.#primary, this.#standby]) {
      await proxy.close();
      await server.destroy();
    }
  }
}
