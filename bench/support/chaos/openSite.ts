import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPostgres } from '../../../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, USER } from '../../../test/support/postgres/postgresServer.ts';
import { SmallDisk } from '../../../test/support/smallDisk.ts';
import { folderSize } from '../soak/folderBytes.ts';
import { EMBEDDER, writeContents } from './contents.ts';
import { ChaosNode } from './node.ts';
import { PostgresHosts } from './postgresHosts.ts';
import type { Site } from './site.ts';

/** Room for what a run writes; the log of each Postgres may take 200 MB. */
const MEGABYTES = { pglite: 700, postgres: 1500 };
const PORTRAIT = /[0-9a-f]{12}\.jpg$/;
/** As a reader of docs/databases.md would set them for quick fail-over. */
const LIMITS = { DB_WAIT_SECONDS: '30', DB_QUERY_TIMEOUT_SECONDS: '2', DB_CONNECT_TIMEOUT_SECONDS: '1' };

/** One node with the embedded database, or two on a primary with its standby; all that they store is on a small disk, where one can be mounted. */
export async function openSite(database: 'pglite' | 'postgres', photo: Uint8Array): Promise<Site> {
  const control = await mkdtemp(join(tmpdir(), 'luna-chaos-'));
  const disk = SmallDisk.mount(MEGABYTES[database]);
  const stored = disk?.folder ?? control;
  const removeFolders = async () => {
    disk?.remove();
    await rm(control, { recursive: true, force: true });
  };
  const open = database === 'pglite' ? openEmbedded : openOnPostgres;
  return { ...(await open(stored, control, removeFolders)), disk, photo };
}

type Opened = Omit<Site, 'disk' | 'photo'>;

async function openEmbedded(stored: string, control: string, removeFolders: () => Promise<void>): Promise<Opened> {
  const DATA_DIR = join(stored, 'data');
  const contents = await writeContents({ type: 'pglite', directory: join(DATA_DIR, 'database') });
  const node = await ChaosNode.start(
    'node',
    { EMBEDDER, DATA_DIR, VISION_WORKERS: '2', GALLERY_WORKERS: '2' },
    control,
  );
  return {
    nodes: [node],
    contents,
    postgres: undefined,
    writers: async () => [node.pid],
    portraits: async () => (await folderSize(join(DATA_DIR, 'portraits'), (path) => PORTRAIT.test(path))).files,
    async remove() {
      await node.end('SIGKILL');
      await removeFolders();
    },
  };
}

async function openOnPostgres(stored: string, control: string, removeFolders: () => Promise<void>): Promise<Opened> {
  const folder = await mkdtemp(join(stored, 'postgres-'));
  // Postgres runs as a user of its own.
  for (const each of [control, stored, folder]) await chmod(each, 0o755);
  const installation = await installPostgres(folder);
  const postgres = await PostgresHosts.start(installation);
  const login = {
    host: '127.0.0.1',
    port: postgres.primary.server.port,
    user: USER,
    password: PASSWORD,
    database: DATABASE,
  };
  const contents = await writeContents({ type: 'postgres', ...login, poolSize: 2 });
  const settings = {
    EMBEDDER,
    DB_TYPE: 'postgres',
    DB_DSN: postgres.dsn,
    ...LIMITS,
    VISION_WORKERS: '1',
    GALLERY_WORKERS: '1',
  };
  const nodes = [
    await ChaosNode.start('node a', { ...settings, DATA_DIR: join(stored, 'a') }, control),
    await ChaosNode.start('node b', { ...settings, DATA_DIR: join(stored, 'b') }, control),
  ];
  return {
    nodes,
    contents,
    postgres,
    writers: () => postgres.primary.server.processes(),
    async portraits() {
      const [row] = await postgres.primary.server.query<{ count: number }>(
        'select count(distinct descriptor_id)::int as count from portrait',
        DATABASE,
      );
      return row?.count ?? Number.NaN;
    },
    async remove() {
      await Promise.all(nodes.map((node) => node.end('SIGKILL')));
      await postgres.remove();
      await installation.remove();
      await removeFolders();
    },
  };
}
