import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../settings/schema.ts';
import { checkSchema } from '../../store/drift/checkSchema.ts';
import { createEncryptionRows } from '../../store/encryption/encryptionRows.ts';
import type { OpenDatabase } from '../../store/ports/openDatabase.ts';
import { StoreRefused } from '../../store/sql/storeErrors.ts';
import type { SchemaReport } from '../../store/store.ts';
import { openBesideServer } from '../admin/adminClient.ts';
import { createCommandLog } from '../createLog.ts';
import { bad, type Finding, look, ok, warning } from './finding.ts';
import { checkGalleries } from './galleryChecks.ts';
import { checkPortraits } from './portraitChecks.ts';
import { checkHosts, checkServer } from './postgresChecks.ts';

const CLOCKS_APART_MS = 2000;

/** The database; the embedded one is asked for by its server and never opened, since opening it recovers and writes. */
export async function checkDatabase(settings: Settings): Promise<readonly Finding[]> {
  if (settings.DB_TYPE === 'pglite') return checkEmbedded(settings);
  const hosts = settings.DB_TYPE === 'postgres' ? await checkHosts(settings) : [];
  const { openDatabaseAsIs } = await import('../../app/database.ts');
  let database: OpenDatabase;
  try {
    database = await openDatabaseAsIs(settings, createCommandLog(settings));
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error;
    return [...hosts, bad('database', error.message, 'see docs/databases.md and the settings that it names')];
  }
  try {
    const server = settings.DB_TYPE === 'postgres' ? await look(() => checkServer(database, settings), 'server') : [];
    const clock = await look(async () => [await checkClock(database)], 'clock');
    const schema = await checkSchema(database);
    // Tables that are to come cannot be looked into.
    const isMade = schema.pending.length === 0;
    const content = isMade ? await look(() => checkContent(database, settings), 'portraits and lists') : [];
    return [
      ...hosts,
      ok('database', `${settings.DB_TYPE} answers`),
      ...server,
      ...clock,
      schemaFinding(schema),
      ...content,
    ];
  } finally {
    await database.close();
  }
}

async function checkContent(database: OpenDatabase, settings: Settings): Promise<readonly Finding[]> {
  return [
    ...(await checkPortraits(database, settings)),
    ...(await checkEncryption(database, settings)),
    ...(await checkGalleries(database, settings)),
  ];
}

async function checkEmbedded(settings: Settings): Promise<readonly Finding[]> {
  if (!existsSync(join(settings.DATA_DIR, 'database')))
    return [ok('database', 'embedded, not made yet: the first start makes it')];
  if (!existsSync(join(settings.DATA_DIR, 'admin.sock'))) {
    return [ok('database', 'embedded, and no server has it open; it is not opened to look at it')];
  }
  const report = await openBesideServer(settings, 'no server')
    .call('GET', '/schema')
    .catch((error: Error) => error);
  if (report instanceof Error) {
    const todo = 'after a crash: the next start recovers. Else run this as the user of the server';
    return [warning('database', `embedded, and its server does not answer: ${report.message}`, todo)];
  }
  return [ok('database', 'embedded, its server answers'), schemaFinding(report as unknown as SchemaReport)];
}

function schemaFinding({ pending, drift }: SchemaReport): Finding {
  if (pending.length > 0)
    return warning(
      'schema',
      `migrations to come: ${pending.join(', ')}`,
      'the next start applies them, or luna-backport3 migrate',
    );
  if (drift.length > 0)
    return bad('schema', drift.slice(0, 5).join('; '), 'luna-backport3 migrate --check, and docs/databases.md');
  return ok('schema', 'as the migrations of this version make it');
}

async function checkClock({ db, dialect }: OpenDatabase): Promise<Finding> {
  const begun = Date.now();
  const row = await db.selectNoFrom(dialect.utcNowRead.as('now')).executeTakeFirst();
  const middle = (begun + Date.now()) / 2;
  const apart = Math.round(Math.abs(Date.parse(String(row?.now)) - middle));
  const found = `the clock here and that of the database are ${apart} ms apart`;
  return apart > CLOCKS_APART_MS ? warning('clock', found, 'let NTP set both clocks') : ok('clock', found);
}

/** Master keys and what is stored belong together. */
async function checkEncryption(
  database: OpenDatabase,
  { ENCRYPTION_KEYS, ENCRYPTION_KEYS_COMMAND }: Settings,
): Promise<readonly Finding[]> {
  const rows = createEncryptionRows(database);
  const [mode, masters] = [await rows.mode(), await rows.masterKeys()];
  const isSealed = mode === 'sealed' || masters.size > 0;
  if (ENCRYPTION_KEYS === '' && ENCRYPTION_KEYS_COMMAND === '') {
    if (!isSealed) return [];
    return [
      bad('encryption', 'vectors and portraits are sealed, and no master keys are set', 'see docs/encryption.md'),
    ];
  }
  if (mode === 'sealed')
    return [
      ok('encryption', `new faces are sealed; master keys in use: ${[...masters.keys()].join(', ') || 'none yet'}`),
    ];
  return [
    warning('encryption', 'master keys are set, and new faces are stored plain', 'luna-backport3 encryption seal'),
  ];
}
