import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { compatibilityOf } from '../api/operations/compatibility.ts';
import { createServer } from '../api/server.ts';
import { ByteBudget } from '../concurrency/byteBudget.ts';
import { createAdminGate } from '../core/accounts/adminKey.ts';
import { createBase64Decoder } from '../core/descriptors/base64Decoder.ts';
import { createGalleryAudit, type GalleryAudit } from '../core/matching/galleryAudit.ts';
import type { ClockGuard } from '../core/upkeep/clockGuard.ts';
import { collectGarbage } from '../core/upkeep/garbage.ts';
import { startRepeatTimer } from '../core/upkeep/repeatTimer.ts';
import { createClock } from '../domain/time.ts';
import type { Gallery } from '../gallery/gallery.ts';
import { createMemoryGallery } from '../gallery/memory/memoryGallery.ts';
import { startFollowing } from '../gallery/memory/startFollowing.ts';
import { openPgvectorGallery } from '../gallery/pgvector/openPgvectorGallery.ts';
import { createClientAddress } from '../http/clientAddress.ts';
import { ensureModels } from '../models/ensureModels.ts';
import { loadModel } from '../models/loadModel.ts';
import { ModelDirectory, type PullProgress } from '../models/modelDirectory.ts';
import type { PortraitStore } from '../portraits/portraitStore.ts';
import type { Settings } from '../settings/schema.ts';
import { shownSettings } from '../settings/shownSettings.ts';
import { words } from '../settings/words.ts';
import type { Store } from '../store/store.ts';
import { createFaceEngine } from '../vision/engine.ts';
import type { FaceEngine } from '../vision/face.ts';
import { type AdminFoundations, openAdminServer } from './admin/admin.ts';
import { listenOnSocket } from './admin/localAdmin.ts';
import { openDatabase } from './database.ts';
import { openEvents } from './events/events.ts';
import { makeDataFolder, makeModelsFolder } from './folders.ts';
import { Connections } from './listen/connections.ts';
import { type ListenPlace, listenOn, requireHost } from './listen/listen.ts';
import { AppParts } from './parts.ts';
import { openAppPortraits } from './portraits.ts';
import { createAppHealth } from './readiness/health.ts';
import { openOtherModels } from './readiness/otherModels.ts';
import { AppReadiness } from './readiness/readiness.ts';
import { createWriteProbes } from './readiness/writeProbes.ts';
import { createServices } from './services.ts';
import { openIdempotency } from './upkeep/idempotency.ts';
import { prewarmGallery } from './upkeep/prewarm.ts';
import { startTokenHashing } from './upkeep/tokenHashing.ts';
import { createUpkeep, startUpkeep } from './upkeep/upkeep.ts';
import { appVersion } from './version.ts';

/** Milliseconds until a part that does not close is left behind; a part with a time of its own gets this much more. */
const DATABASE_CLOSE_MS = 5000;
const ENGINE_CLOSE_MS = 2000;
const LATE_MS = 100;

export interface AppOptions {
  /** Told how far the first fetch of the model weights is. */
  readonly onModelPull?: (progress: PullProgress) => void;
  /** The embedded database keeps everything in memory: for the demo. */
  readonly databaseInMemory?: boolean;
  /** Where the password of the database stands that is valid now. */
  readonly passwordFile?: string | undefined;
}

/** A service that answers requests. */
export interface App {
  readonly url: string;
  readonly docsUrl: string;
  readonly dataDirectory: string;
  /** Which embedder is in use, and where the weights are. */
  readonly models: string;
  /** Undefined when the administrator's API is off. */
  readonly adminUrl: string | undefined;
  /** Says that it is not ready, stops accepting, lets requests finish, closes the parts. @throws the first failure, after trying every part */
  close(): Promise<void>;
}

/**
 * The composition root: the only place that knows every room. Opens what is slow at the same time and the port last, so
 * that whoever connects is answered. When a part cannot be opened, those that were are closed again.
 * @throws StoreRefused, ModelPullFailed, ModelDamaged, AddressRefused
 */
export async function startApp(settings: Settings, log: Logger, options: AppOptions = {}): Promise<App> {
  const parts = new AppParts(log);
  try {
    return await startParts(settings, log, options, parts);
  } catch (error) {
    await parts.close().catch(() => log.error('cleaning up after a failed start failed too'));
    throw error;
  }
}

async function startParts(settings: Settings, log: Logger, options: AppOptions, parts: AppParts): Promise<App> {
  const { place, adminPlace } = placesOf(settings);
  await requireHost(place);
  if (settings.ADMIN_KEY) await requireHost(adminPlace);
  await makeDataFolder(settings.DATA_DIR);
  const database = openDatabase(settings, log, {
    inMemory: options.databaseInMemory ?? false,
    passwordFile: options.passwordFile,
  });
  const faces = openFaceEngine(settings, log, options);
  // When one fails, the other must be known to `parts` before these are closed.
  await Promise.allSettled([database, faces]);
  // A thread of the engine in a native call may not let itself be ended: the database does not wait for that.
  const closing = parts.newStep();
  const opening = [
    parts.keep('face engine', faces, ENGINE_CLOSE_MS, closing),
    parts.keep('database', database, DATABASE_CLOSE_MS, closing),
  ] as const;
  await Promise.allSettled(opening);
  const [engine, store] = await Promise.all(opening);
  const places = await openAppPortraits(settings, store, log);
  const portraits = places.shared;
  const otherModels = await parts.keep('other models', openOtherModels({ store, engine, log }));
  const gallery = await openGallery(settings, log, store, engine, parts);

  const eventsCloseMs = settings.EVENTS_CLOSE_SECONDS * 1000 + LATE_MS;
  const events = await parts.keep('events', Promise.resolve(openEvents(settings, store, log)), eventsCloseMs);
  const { services, authentication, ...passwords } = createServices({
    store,
    engine,
    gallery,
    portraits: settings.BACKPORT3_ENABLE_PORTRAITS ? portraits : undefined,
    compatibility: compatibilityOf(settings.COMPATIBILITY),
    webhooks: events.webhooks,
    onPasswordCrash: (err) => log.error({ err }, 'a password thread died and was replaced'),
    onInvited: (used) => log.info({ audit: 'registration', ...used }, 'registered by invitation'),
    settings,
  });
  await parts.keep('password threads', Promise.resolve(passwords));
  if (settings.TOKEN_STORAGE === 'hashed') {
    await parts.keep('token hashing', Promise.resolve(startTokenHashing({ store, authentication }, log)));
  }
  const writes = createWriteProbes(store, settings.BACKPORT3_ENABLE_PORTRAITS ? portraits : undefined);
  const readiness = new AppReadiness({
    database: store,
    engine,
    writes: writes.portraits ? [writes.database, writes.portraits] : [writes.database],
    log,
  });
  const base64 = createBase64Decoder((err) => log.error({ err }, 'the base64 thread died and was replaced'));
  await parts.keep('base64 thread', Promise.resolve(base64));
  const bodyMemory = new ByteBudget('memory for bodies', settings.BODY_MEMORY_LIMIT);
  const server = await createServer({
    mode: settings.COMPATIBILITY,
    version: appVersion(),
    services,
    authentication,
    beginFor: store.beginFor,
    health: createAppHealth(store, portraits, writes, otherModels),
    idempotency:
      settings.IDEMPOTENCY_HOURS > 0
        ? await parts.keep('idempotency keys', Promise.resolve(openIdempotency(settings, store, log)))
        : undefined,
    readiness,
    log,
    clientAddress: createClientAddress(words(settings.TRUSTED_PROXIES)),
    logTime: settings.LOG_TIME,
    cors: {
      origins: words(settings.CORS_ORIGIN),
      extraHeaders: words(settings.CORS_ALLOW_HEADERS),
      maxAgeSeconds: settings.CORS_MAX_AGE_SECONDS,
    },
    events: events.sink,
    config: settings.ADMIN_KEY
      ? { opens: createAdminGate(settings.ADMIN_KEY), shown: shownSettings(settings) }
      : undefined,
    base64,
    maxCandidates: settings.MAX_CANDIDATES_IN_RESPONSE,
    jsonBodyLimit: settings.JSON_BODY_LIMIT,
    imageBodyLimit: settings.BODY_LIMIT,
    bodyMemory,
    pictures: engine,
    headerLimit: settings.HEADER_LIMIT,
    requestTimeout: settings.REQUEST_TIMEOUT_SECONDS * 1000,
    slowBodyPeriod: settings.SLOW_BODY_SECONDS * 1000,
    sendTimeout: settings.SEND_TIMEOUT_SECONDS * 1000,
    keepAliveTimeout: settings.KEEP_ALIVE_SECONDS * 1000,
  });
  const galleryAudit = createGalleryAudit(gallery, (summary) =>
    log.info(summary, 'gallery: compared with the database'),
  );
  if (galleryAudit && settings.GALLERY_AUDIT_HOURS > 0) {
    await parts.keep('gallery audit', Promise.resolve(openGalleryAuditTimer(settings, log, galleryAudit)));
  }
  const upkeep = createUpkeep(settings, store, portraits, log);
  await parts.keep('upkeep', Promise.resolve(startUpkeep(upkeep, settings, log)));
  const administered: AdminFoundations = {
    settings,
    store,
    portraits: places,
    upkeep,
    galleryAudit,
    events: () => events.queue.statistics,
    services: { ...services, authentication },
    bodyMemory,
  };
  const admin = settings.ADMIN_KEY ? await openAdminServer(settings.ADMIN_KEY, administered, log) : undefined;
  // Commands beside an embedded database that this process holds come this way.
  const isAlone = store.exclusive && !options.databaseInMemory;
  const localAdmin = isAlone ? await openAdminServer(undefined, administered, log) : undefined;
  if (settings.GC_INTERVAL_HOURS > 0) {
    await parts.keep(
      'garbage timer',
      Promise.resolve(openGarbageTimer(settings, log, store, portraits, upkeep.clockGuard)),
    );
  }
  const closeTimeout = settings.CLOSE_TIMEOUT_SECONDS * 1000;
  const servers = [server, admin, localAdmin]
    .flatMap((each) => each ?? [])
    .map((each) => ({
      server: each,
      connections: new Connections(each.server),
    }));
  const closeServers = async () => {
    await Promise.all(servers.map((each) => closeServer(each, closeTimeout)));
  };
  await parts.keep('servers', Promise.resolve({ close: closeServers }), closeTimeout + LATE_MS);
  if (localAdmin) await listenOnSocket(localAdmin, settings.DATA_DIR);
  const adminUrl = admin && urlOf(await listenOn(admin, adminPlace));
  const url = urlOf(await listenOn(server, place));
  readiness.open();

  return {
    url,
    docsUrl: `${url}/docs`,
    dataDirectory: settings.DATA_DIR,
    models: `${settings.EMBEDDER} in ${settings.MODELS_DIR}`,
    adminUrl,
    async close() {
      readiness.close();
      await pause(settings.CLOSE_DELAY_SECONDS * 1000);
      await parts.close();
    },
  };
}

function placesOf({
  HOST,
  PORT,
  ADMIN_HOST,
  ADMIN_PORT,
}: Settings): Readonly<Record<'place' | 'adminPlace', ListenPlace>> {
  return {
    place: { host: HOST, port: PORT, settings: { host: 'HOST', port: 'PORT' } },
    adminPlace: { host: ADMIN_HOST, port: ADMIN_PORT, settings: { host: 'ADMIN_HOST', port: 'ADMIN_PORT' } },
  };
}

async function openFaceEngine(settings: Settings, log: Logger, { onModelPull }: AppOptions): Promise<FaceEngine> {
  await makeModelsFolder(settings.MODELS_DIR);
  const directory = new ModelDirectory(settings.MODELS_DIR);
  await ensureModels(directory, {
    ...(onModelPull && { onProgress: onModelPull }),
    onUnwritable: (reason) => log.warn({ reason }, 'model weights are converted at each start: they cannot be kept'),
  });
  return createFaceEngine({
    loadModel: (role) =>
      loadModel(role, directory, () => log.warn({ role }, 'no prepared net: the sources were converted in memory')),
    embedder: settings.EMBEDDER,
    workers: settings.VISION_WORKERS || availableParallelism(),
    queueLimit: settings.VISION_QUEUE_LIMIT,
    minSide: settings.MIN_IMAGE_SIDE,
    maxSide: settings.MAX_IMAGE_SIDE,
    decodeSeconds: settings.DECODE_TIMEOUT_SECONDS,
    deadlineSeconds: settings.VISION_TIMEOUT_SECONDS,
    thumbnailSides: settings.THUMBNAIL_SIDES,
    onCrash: (err) => log.error({ err }, 'an inference thread died and was replaced'),
  });
}

async function openGallery(
  settings: Settings,
  log: Logger,
  store: Store,
  engine: FaceEngine,
  parts: AppParts,
): Promise<Gallery> {
  if (settings.GALLERY_ENGINE === 'pgvector') {
    const { modelId, dimension } = engine;
    const graphEffort = settings.PGVECTOR_SEARCH === 'hnsw' ? settings.PGVECTOR_EF_SEARCH : undefined;
    return parts.keep('gallery', openPgvectorGallery({ store, modelId, dimension, graphEffort, log }));
  }
  const gallery = createMemoryGallery({
    feed: store.galleryFeed,
    workers: settings.GALLERY_WORKERS || availableParallelism(),
    maxBytes: settings.GALLERY_MEMORY_LIMIT,
    maxAgeMs: settings.GALLERY_MAX_AGE_MS,
    hostChanges: () => store.hostChanges(),
    log,
  });
  await parts.keep('gallery', Promise.resolve(gallery));
  await prewarmGallery(gallery, settings.GALLERY_PREWARM, { feed: store.galleryFeed, engine, log });
  const following = startFollowing({ gallery, intervalMs: settings.GALLERY_POLL_MS, log });
  await parts.keep('gallery follower', Promise.resolve(following));
  const watch = store.watchLists(following);
  if (watch) await parts.keep('gallery hints', Promise.resolve(watch));
  return gallery;
}

function openGarbageTimer(
  settings: Settings,
  log: Logger,
  store: Store,
  portraits: PortraitStore,
  clockGuard: ClockGuard,
) {
  const parts = { garbage: store.garbage, portraits, clock: createClock(settings.STORAGE_TIME), clockGuard };
  return startRepeatTimer({
    intervalSeconds: settings.GC_INTERVAL_HOURS * 3600,
    run: (signal) =>
      collectGarbage(parts, { minimumAgeSeconds: settings.GC_MINIMUM_AGE_HOURS * 3600, dryRun: false, signal }),
    onDone: (report) => {
      if (report.skipped === undefined) log.info({ ...report }, 'garbage collected');
      else log.error({ ...report }, 'garbage not collected: the clock is in doubt');
    },
    onFailed: (err) => log.error({ err }, 'garbage collection failed, the next run tries again'),
  });
}

function openGalleryAuditTimer(settings: Settings, log: Logger, audit: GalleryAudit) {
  return startRepeatTimer({
    intervalSeconds: settings.GALLERY_AUDIT_HOURS * 3600,
    run: (signal) => audit.run(undefined, signal),
    // The run has written its line itself.
    onDone: () => undefined,
    onFailed: (err) => log.error({ err }, 'gallery: could not be compared with the database, the next run tries again'),
  });
}

interface Serving {
  readonly server: FastifyInstance;
  readonly connections: Connections;
}

/** Idle connections end at once; those with a request in flight when it is answered, or when the time is over. */
async function closeServer({ server, connections }: Serving, timeoutMs: number): Promise<void> {
  connections.beginClosing();
  const timer = setTimeout(() => server.server.closeAllConnections(), timeoutMs);
  try {
    await server.close();
  } finally {
    clearTimeout(timer);
  }
}

/** An address that a client on this machine can use. */
function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
