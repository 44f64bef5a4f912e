import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Serving, serve } from '../../integration/support/commandLine.ts';
import { testModels } from '../models.ts';
import { FaultyProxy } from '../postgres/faultyProxy.ts';
import type { Installation } from '../postgres/installPostgres.ts';
import { DATABASE, PASSWORD, type PostgresServer, USER } from '../postgres/postgresServer.ts';
import { makeSynchronous, startPair } from '../postgres/replicatedPair.ts';
import type { ApiTarget } from './apiClients.ts';

/** As a reader of docs/databases.md would set them for quick fail-over. */
export const LIMITS = { DB_WAIT_SECONDS: '30', DB_QUERY_TIMEOUT_SECONDS: '2', DB_CONNECT_TIMEOUT_SECONDS: '1' };

/** A host, and the network between the service and it. */
export interface ClusterHost {
  readonly server: PostgresServer;
  readonly proxy: FaultyProxy;
}

/** A `serve` process over a primary with a synchronous standby, each behind a network that can be broken. */
export class ApiCluster {
  readonly hosts: readonly [ClusterHost, ClusterHost];
  readonly passwordFile: string;
  readonly #folder: string;
  #primary: ClusterHost;
  #serving: Serving | undefined;
  #closed: Promise<void> | undefined;
  readonly #target = { url: '', token: '', listId: '' };

  private constructor(hosts: readonly [ClusterHost, ClusterHost], folder: string) {
    this.hosts = hosts;
    this.#primary = hosts[0];
    this.#folder = folder;
    this.passwordFile = join(folder, 'password');
  }

  static async start(installation: Installation): Promise<ApiCluster> {
    await testModels();
    const { primary, standby } = await startPair(installation);
    const host = async (server: PostgresServer) => ({ server, proxy: await FaultyProxy.start(server.port) });
    const folder = await mkdtemp(join(tmpdir(), 'luna-failover-'));
    const cluster = new ApiCluster([await host(primary), await host(standby)], folder);
    await writeFile(cluster.passwordFile, `${PASSWORD}\n`);
    await cluster.serve();
    await cluster.#register();
    return cluster;
  }

  get primary(): ClusterHost {
    return this.#primary;
  }

  get standby(): ClusterHost {
    const [one, two] = this.hosts;
    return this.#primary === one ? two : one;
  }

  /** Whom clients call; its address is that of the service that runs now. */
  get target(): ApiTarget {
    return this.#target;
  }

  /** Starts the service, or one more in place of the one that runs. */
  async serve(order: 'as named' | 'reversed' = 'as named'): Promise<void> {
    const hosts = order === 'reversed' ? this.hosts.toReversed() : this.hosts;
    const places = hosts.map(({ proxy }) => `127.0.0.1:${proxy.port}`).join(',');
    const before = this.#serving;
    const serving = await serve({
      ...LIMITS,
      DB_TYPE: 'postgres',
      DB_DSN: `${USER}@${places}/${DATABASE}`,
      DB_PASSWORD_FILE: this.passwordFile,
      DB_CONNECTION_POOL_SIZE: '8',
      DATA_DIR: await mkdtemp(join(this.#folder, 'data-')),
      LOG_LEVEL: 'error',
    });
    this.#serving = serving;
    this.#target.url = serving.url;
    await before?.end('SIGTERM');
  }

  /** The standby takes over. */
  async promote(): Promise<void> {
    const { standby } = this;
    await standby.server.promote();
    this.#primary = standby;
  }

  /** The other host becomes a synchronous standby of the primary, as an operator brings a lost one back. */
  async rejoin(): Promise<void> {
    const { standby, primary } = this;
    await standby.server.kill();
    standby.proxy.fault = { kind: 'none' };
    await standby.server.copyFrom(primary.server);
    await standby.server.start();
    await makeSynchronous(primary.server);
  }

  /** A second call does nothing. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#serving?.end('SIGKILL');
    for (const { server, proxy } of this.hosts) {
      await proxy.close();
      await server.destroy();
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #register(): Promise<void> {
    const account = { organization_name: 'Drill', email: 'drill@example.com', password: 'drill-drill' };
    const { token } = await this.#post<{ token: string }>('/4/accounts', account, '');
    const { list_id: listId } = await this.#post<{ list_id: string }>(
      '/4/storage/lists?type=persons',
      { list_data: '' },
      token,
    );
    Object.assign(this.#target, { token, listId });
  }

  async #post<Body>(path: string, json: unknown, token: string): Promise<Body> {
    const answer = await fetch(`${this.#target.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token && { 'X-Auth-Token': token }) },
      body: JSON.stringify(json),
    });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  }
}
