import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Installation } from './installPostgres.ts';

export const DATABASE = 'luna_backport3';
export const USER = 'luna';
export const PASSWORD = 'luna';

/** Settings of a test server: no protection against power cuts, room for replication, quick hand-over. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  wal_keep_size: '256MB',
  wal_retrieve_retry_interval: '100ms',
  hot_standby: 'on',
  max_connections: '100',
  shared_buffers: '16MB',
  log_min_messages: 'fatal',
  // In the data directory, not in /dev/shm: a server that is killed would leave it there for ever.
  dynamic_shared_memory_type: 'mmap',
};

/** One Postgres server with its data directory: started, stopped, killed and frozen at will. */
export class PostgresServer {
  readonly port: number;
  readonly data: string;
  readonly #installation: Installation;
  #process: ChildProcess | undefined;
  #output = '';

  private constructor(installation: Installation, data: string, port: number) {
    this.#installation = installation;
    this.data = data;
    this.port = port;
  }

  /**
   * A new, empty cluster, not started. The role `postgres` logs in without a password, the role `luna` with one. Copied, with its
   * system identifier, where the set-up of the run has made one (TEST_POSTGRES_CLUSTER): initdb takes half a second of a processor.
   */
  static async create(installation: Installation, name: string): Promise<PostgresServer> {
    const server = new PostgresServer(installation, join(installation.folder, name), await freePort());
    const made = process.env.TEST_POSTGRES_CLUSTER;
    if (made) await run(installation, 'cp', ['-R', '-p', made, server.data]);
    else await run(installation, installation.initdb, ['-D', server.data, ...INITDB_FLAGS]);
    await server.#write('pg_hba.conf', HBA);
    return server;
  }

  /** A copy of a running server that replicates from it, not started. */
  static async standbyOf(primary: PostgresServer, name: string): Promise<PostgresServer> {
    const installation = primary.#installation;
    const standby = new PostgresServer(installation, join(installation.folder, name), await freePort());
    await standby.copyFrom(primary);
    return standby;
  }

  get running(): boolean {
    return this.#process !== undefined;
  }

  /** Replaces the data by a copy of a running primary, which it will follow. */
  async copyFrom(primary: PostgresServer): Promise<void> {
    await rm(this.data, { recursive: true, force: true });
    const client = await primary.connect('postgres', 'postgres');
    try {
      await client.query(`select pg_backup_start('standby', true)`);
      await cp(primary.data, this.data, { recursive: true, filter: (path) => isWorthCopying(primary.data, path) });
      const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
      await this.#write('backup_label', rows[0]?.labelfile ?? '');
    } finally {
      await client.end();
    }
    await mkdir(join(this.data, 'pg_wal', 'archive_status'), { recursive: true });
    await this.follow(primary);
    await this.#own(this.data);
  }

  /** Makes the data of a stopped server those of a standby. */
  async follow(primary: PostgresServer): Promise<void> {
    const source = `host=127.0.0.1 port=${primary.port} user=postgres application_name=standby`;
    await this.#write('standby.signal', '');
    await this.#write('postgresql.auto.conf', `primary_conninfo = '${source}'\n`);
  }

  /** Resolves when the server takes connections. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const installation = this.#installation;
    const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.#output = '';
    const child = spawn(installation.postgres, ['-D', this.data, '-p', String(this.port), ...flags], {
      ...installation.owner,
      cwd: installation.folder,
      env: { LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (text) => {
      this.#output += String(text);
    });
    child.once('exit', () => {
      this.#process = undefined;
    });
    this.#process = child;
    await this.#ready();
  }

  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    await this.#end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  }

  /** The server and every process of it, at once, as a power cut would. */
  async kill(): Promise<void> {
    await this.#signalAll('SIGKILL');
    if (this.#process) await once(this.#process, 'exit');
  }

  /** Its end, with its data. */
  async destroy(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  /** Nothing answers any more, but the kernel still accepts connections. */
  async freeze(): Promise<void> {
    await this.#signalAll('SIGSTOP');
  }

  async thaw(): Promise<void> {
    await this.#signalAll('SIGCONT');
  }

  /** Turns the standby into a primary; resolves within milliseconds of its taking writes. */
  async promote(): Promise<void> {
    const client = await this.connect('postgres', 'postgres');
    try {
      await client.query('select pg_promote(false)');
      for (let standby = true; standby; await pause(2)) {
        const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby');
        standby = rows[0]?.standby ?? true;
      }
    } finally {
      await client.end();
    }
  }

  async connect(user = USER, database = DATABASE): Promise<pg.Client> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: this.port,
      user,
      password: PASSWORD,
      database,
      ssl: false,
    });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  /** One statement as superuser. */
  async query<Row extends pg.QueryResultRow>(text: string, database = 'postgres'): Promise<Row[]> {
    const client = await this.connect('postgres', database);
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  async #ready(): Promise<void> {
    for (let left = 300; ; left--) {
      if (!this.#process) throw new Error(`Postgres did not start: ${this.#output}`);
      try {
        await this.query('select 1');
        return;
      } catch (error) {
        if (left === 0) throw new Error(`Postgres did not get ready: ${this.#output}`, { cause: error });
        await pause(50);
      }
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  /** The server and every process of it; none while it does not run. */
  async processes(): Promise<readonly number[]> {
    const { pid } = this.#process ?? {};
    return pid === undefined ? [] : [pid, ...(await childrenOf(pid))];
  }

  async #signalAll(signal: NodeJS.Signals): Promise<void> {
    // First seen, then signalled: a dead parent has no list of children.
    for (const each of await this.processes()) sendSignal(each, signal);
  }

  /** Offers TLS with a certificate for `localhost`; who may log in how is told by lines of pg_hba.conf. */
  async offerTls(access: string): Promise<void> {
    await this.#write('server.crt', await readFile(certificate('server.pem'), 'utf8'));
    await this.#write('server.key', await readFile(certificate('server.key'), 'utf8'));
    await chmod(join(this.data, 'server.key'), 0o600);
    await this.#write('authority.crt', await readFile(certificate('authority.pem'), 'utf8'));
    await this.#write('pg_hba.conf', `host all postgres 127.0.0.1/32 trust\n${access}\n`);
    await this.query(`alter system set ssl_ca_file = 'authority.crt'`);
    await this.query('alter system set ssl = on');
    await this.query('select pg_reload_conf()');
    // The postmaster reads its files when it gets to it.
    await pause(200);
  }

  async #write(name: string, text: string): Promise<void> {
    await writeFile(join(this.data, name), text);
    await this.#own(join(this.data, name));
  }

  /** Gives files to the owner of the server, and closes the data directory as Postgres demands. */
  async #own(path: string): Promise<void> {
    const { owner } = this.#installation;
    if (path === this.data) await chmod(path, 0o700);
    if (!owner) return;
    await chown(path, owner.uid, owner.gid);
    if (path !== this.data) return;
    const entries = await readdir(path, { recursive: true });
    for (const entry of entries) await chown(join(path, entry), owner.uid, owner.gid);
  }
}

/** Made for these tests alone, valid for a hundred years; `client.pem` is that of the role `luna`. */
export function certificate(name: string): string {
  return fileURLToPath(new URL(`certificates/${name}`, import.meta.url));
}

const HBA = `host all postgres 127.0.0.1/32 trust
host replication postgres 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
`;

const INITDB_FLAGS = ['--username=postgres', '--auth=trust', '--no-sync', '--locale=C', '--encoding=UTF8'];

/** Folders whose contents belong to a running server alone; a standby makes its own. */
const NOT_COPIED = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)[/\\]/;

function isWorthCopying(root: string, path: string): boolean {
  const name = path.slice(root.length + 1);
  return !NOT_COPIED.test(name) && !/^postmaster\.(pid|opts)$/.test(name);
}

async function run({ owner, folder }: Installation, program: string, flags: readonly string[]): Promise<void> {
  const child = spawn(program, flags, {
    ...owner,
    cwd: folder,
    env: { LC_ALL: 'C', PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (text) => {
    output += String(text);
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${program} failed: ${output}`);
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function childrenOf(pid: number): Promise<number[]> {
  if (process.platform !== 'linux') throw new Error('killing and freezing a whole server needs /proc');
  const lists = await readdir(`/proc/${pid}/task`).then((tasks) =>
    Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8'))),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // A backend may have ended since it was listed.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
