import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from './installPostgres.ts';
import { freePort, PASSWORD, type PostgresServer, USER } from './postgresServer.ts';

/** Debian's place is on the path of root alone. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];

/** Where PgBouncer is; undefined: not installed (Debian: pgbouncer). */
export const PGBOUNCER = FOLDERS.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path));

export interface Pgbouncer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Fewer connections than a test opens: transactions of several clients take turns on each. */
const SERVER_CONNECTIONS = 4;

/** PgBouncer before a server, configured as docs/databases.md says. */
export async function startPgbouncer(
  program: string,
  { folder, owner }: Installation,
  server: PostgresServer,
  mode: 'transaction' | 'session' = 'transaction',
): Promise<Pgbouncer> {
  const port = await freePort();
  const home = await mkdtemp(join(folder, 'pgbouncer-'));
  const users = join(home, 'users.txt');
  const configuration = join(home, 'pgbouncer.ini');
  await writeFile(users, `"${USER}" "${PASSWORD}"\n`);
  await writeFile(
    configuration,
    `[databases]
* = host=127.0.0.1 port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = ${mode}
default_pool_size = ${SERVER_CONNECTIONS}
ignore_startup_parameters = statement_timeout
`,
  );
  if (owner) for (const path of [home, users, configuration]) await chown(path, owner.uid, owner.gid);
  const child = spawn(program, ['-q', configuration], { ...owner, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', (text) => {
    output += String(text);
  });
  const exited = once(child, 'exit');
  await answering(port, child).catch((error: unknown) => {
    throw new Error(`PgBouncer did not start: ${output}`, { cause: error });
  });
  return {
    port,
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let left = 200; ; left--) {
    const socket = connect(port, '127.0.0.1');
    const [event] = await Promise.race([
      once(socket, 'connect').then(() => ['connect']),
      once(socket, 'error').then(
        () => ['error'],
        () => ['error'],
      ),
    ]).catch(() => ['error']);
    socket.destroy();
    if (event === 'connect') return;
    if (left === 0 || child.exitCode !== null) throw new Error('nobody listens');
    await pause(50);
  }
}
