import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPostgres } from '../../../../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, USER } from '../../../../test/support/postgres/postgresServer.ts';
import { SmallDisk } from '../../../../test/support/smallDisk.ts';
import { EMBEDDER, writeContents } from './contents.ts';
import { MasterKeys } from './masterKeys.ts';
import { ChaosNode } from './node.ts';
import { PlainScan } from './plainScan.ts';
import { PortraitBucket } from './portraitBucket.ts';
import { PostgresHosts } from './postgresHosts.ts';
import type { Site } from './site.ts';
import { imagesInFolder, imagesOf } from './storedImages.ts';

/** What is to be broken. */
export interface SiteOptions {
  readonly database: 'pglite' | 'postgres';
  readonly mode: 'backport3' | 'lp3';
  readonly sealed: boolean;
  /** Portraits are in a bucket; else where the database suggests it. */
  readonly s3: boolean;
}

/** Room for what a run writes; the log of each Postgres may take 200 MB. */
const MEGABYTES = { pglite: 700, postgres: 1500 };
/** As a reader of docs/databases.md would set them for quick fail-over. */
const LIMITS = { DB_WAIT_SECONDS: '30', DB_QUERY_TIMEOUT_SECONDS: '2', DB_CONNECT_TIMEOUT_SECONDS: '1' };

/** What both kinds of site are made of. */
interface Ground {
  /** Everything that a site stores is below it. */
  readonly stored: string;
  /** On a disk that stays well. */
  readonly control: string;
  readonly keys: MasterKeys | undefined;
  /** That all nodes have. */
  readonly settings: Readonly<Record<string, string>>;
}

interface Opened extends Pick<Site, 'nodes' | 'contents' | 'postgres' | 'writers' | 'images' | 'remove'> {
  /** Folders of the data. */
  readonly folders: readonly string[];
}

/** One node with the embedded database, or two on a primary with its standby; all that they store is on a small disk, where one can be mounted. */
export async function openSite(
  { database, mode, sealed: isSealed, s3 }: SiteOptions,
  photo: Uint8Array,
): Promise<Site> {
  const control = await mkdtemp(join(tmpdir(), 'luna-chaos-'));
  const disk = SmallDisk.mount(MEGABYTES[database]);
  const stored = disk?.folder ?? (await mkdtemp(join(control, 'stored-')));
  const keys = isSealed ? new MasterKeys(control) : undefined;
  const bucket = s3 ? await PortraitBucket.start() : undefined;
  const settings = { EMBEDDER, COMPATIBILITY: mode, ...keys?.settings('file'), ...bucket?.settings };
  const open = database === 'pglite' ? openEmbedded : openOnPostgres;
  const { folders, ...opened } = await open({ stored, control, keys, settings });
  const { token, vectors } = opened.contents;
  return {
    ...opened,
    disk,
    photo,
    bucket,
    sealed: keys && { keys, scan: new PlainScan({ folders, bucket, vectors, token }) },
    images: bucket ? async () => imagesOf(await bucket.keys()) : opened.images,
    async remove() {
      await opened.remove();
      await bucket?.remove();
      disk?.remove();
      await rm(control, { recursive: true, force: true });
    },
  };
}

async function openEmbedded({ stored, control, keys, settings }: Ground): Promise<Opened> {
  const DATA_DIR = join(stored, 'data');
  const contents = await writeContents({ type: 'pglite', directory: join(DATA_DIR, 'database') }, keys?.ring);
  const node = await ChaosNode.start(
    'node',
    { ...settings, DATA_DIR, VISION_WORKERS: '2', GALLERY_WORKERS: '2' },
    control,
  );
  return {
    nodes: [node],
    contents,
    folders: [DATA_DIR],
    postgres: undefined,
    writers: async () => [node.pid],
    images: () => imagesInFolder(DATA_DIR),
    remove: () => node.end('SIGKILL'),
  };
}

async function openOnPostgres({ stored, control, keys, settings }: Ground): Promise<Opened> {
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
  const contents = await writeContents({ type: 'postgres', ...login, poolSize: 2 }, keys?.ring);
  const shared = {
    ...settings,
    DB_TYPE: 'postgres',
    DB_DSN: postgres.dsn,
    ...LIMITS,
    VISION_WORKERS: '1',
    GALLERY_WORKERS: '1',
  };
  const folders = [join(stored, 'a'), join(stored, 'b')];
  const nodes: ChaosNode[] = [];
  for (const [index, DATA_DIR] of folders.entries())
    nodes.push(await ChaosNode.start(`node ${index + 1}`, { ...shared, DATA_DIR }, control));
  return {
    nodes,
    contents,
    folders: [...folders, postgres.primary.server.data, postgres.standby.server.data],
    postgres,
    writers: () => postgres.primary.server.processes(),
    async images() {
      const rows = await postgres.primary.server.query<{ descriptor_id: string; side: number }>(
        'select descriptor_id, side from portrait',
        DATABASE,
      );
      return rows.map(({ descriptor_id: descriptorId, side }) => ({ descriptorId, isPortrait: side === 0 }));
    },
    async remove() {
      await Promise.all(nodes.map((node) => node.end('SIGKILL')));
      await postgres.remove();
      await installation.remove();
    },
  };
}
