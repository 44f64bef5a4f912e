import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { compatibilityOf } from '../api/operations/compatibility.ts';
import { createServer } from '../api/server.ts';
import { createAdminGate } from '../core/accounts/adminKey.ts';
import { createBase64Decoder } from '../core/descriptors/base64Decoder.ts';
import { createGalleryAudit } from '../core/matching/galleryAudit.ts';
import { createClientAddress } from '../http/clientAddress.ts';
import { createAccountPortraits } from '../portraits/accountPortraits.ts';
import { createCountedPortraitStore } from '../portraits/countedPortraitStore.ts';
import type { Settings } from '../settings/schema.ts';
import { shownSettings } from '../settings/shownSettings.ts';
import { words } from '../settings/words.ts';
import { type AdminFoundations, openAdminServer } from './admin/admin.ts';
import type { AppOptions } from './appOptions.ts';
import { openDatabase } from './database.ts';
import { openKeyRing } from './encryption/keyRing.ts';
import { chooseEmbedder } from './engine/chooseEmbedder.ts';
import { openFaceEngine } from './engine/faceEngine.ts';
import { readModelChoice } from './engine/modelChoice.ts';
import { leftOutBy, refuseLeftOut } from './engine/modelsPolicy.ts';
import { weightsInUse } from './engine/weightsInUse.ts';
import { openEvents } from './events/openEvents.ts';
import { makeDataFolder } from './folders.ts';
import { openGallery } from './gallery.ts';
import { createBodyMemory } from './listen/bodyMemory.ts';
import { requireHost } from './listen/listen.ts';
import { placesOf } from './listen/places.ts';
import { RateLimits } from './listen/rateLimits.ts';
import { startListening } from './listen/startListening.ts';
import { openCertificates } from './listen/tls.ts';
import { openInflux } from './numbers/influx.ts';
import { observeAll, openAppMetrics } from './numbers/metrics.ts';
import { openAppTracing, traceEngine, traceGallery, tracePortraits } from './numbers/tracing.ts';
import { AppParts, LATE_MS } from './parts.ts';
import { openAppPortraits } from './portraits.ts';
import { createAppHealth } from './readiness/health.ts';
import { openOtherModels } from './readiness/otherModels.ts';
import { AppReadiness } from './readiness/readiness.ts';
import { openServiceFigures } from './readiness/serviceFigures.ts';
import { createWriteProbes } from './readiness/writeProbes.ts';
import { createReload } from './reload.ts';
import { createServices } from './services.ts';
import { createAppErasure } from './upkeep/appErasure.ts';
import { openAuditLog, startAuditUpkeep } from './upkeep/auditLog.ts';
import { openGalleryAuditTimer } from './upkeep/galleryAuditTimer.ts';
import { openGarbageTimer } from './upkeep/garbageTimer.ts';
import { openIdempotency } from './upkeep/idempotency.ts';
import { startTokenHashing } from './upkeep/tokenHashing.ts';
import { createUpkeep, startUpkeep } from './upkeep/upkeep.ts';
import { UpkeepRuns } from './upkeep/upkeepRuns.ts';
import { appVersion } from './version.ts';

/** Milliseconds until a part that does not close is left behind; a part with a time of its own gets this much more. */
const DATABASE_CLOSE_MS = 5000;
const ENGINE_CLOSE_MS = 2000;
const AUDIT_CLOSE_MS = 3000;
const INFLUX_CLOSE_MS = 6000;
const TRACES_CLOSE_MS = 6000;

/** A service that answers requests. */
export interface App {
  readonly url: string;
  readonly docsUrl: string;
  readonly dataDirectory: string;
  /** Which embedder is in use, and where the weights are. */
  readonly models: string;
  /** Undefined when the administrator's API is off. */
  readonly adminUrl: string | undefined;
  /** Takes over what may change while it runs; the log says what needs a restart. */
  reload(settings: Settings): Promise<void>;
  /** Says that it is not ready, stops accepting, lets requests finish, closes the parts. @throws the first failure, after trying every part */
  close(): Promise<void>;
}

/**
 * The composition root: the only place that knows every room. Opens what is slow at the same time and the port last, so
 * that every connection is answered. When a part cannot be opened, those that were are closed again.
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
  const certificates = await openCertificates(settings, log);
  if (certificates) await parts.keep('certificates', Promise.resolve(certificates));
  const models = await readModelChoice(settings);
  await makeDataFolder(settings.DATA_DIR);
  const tracing = await openAppTracing(settings);
  if (tracing) await parts.keep('traces', Promise.resolve(tracing), TRACES_CLOSE_MS);
  const keyRing = openKeyRing(settings);
  const database = openDatabase(settings, log, {
    keyRing,
    onStatement: tracing?.onStatement,
    inMemory: options.databaseInMemory ?? false,
    passwordFile: options.passwordFile,
  });
  const metrics = await openAppMetrics(settings);
  const bodies = createBodyMemory(settings);
  // Which nets are needed is known once the database can be asked, unless the settings say it.
  const embedder =
    settings.EMBEDDER === 'auto'
      ? database.then((store) => chooseEmbedder(settings, models.embedders, store, log))
      : settings.EMBEDDER;
  const faces = Promise.resolve(embedder).then((chosen) =>
    openFaceEngine(settings, { models, embedder: chosen }, log, bodies.buffers, options, (stages) => {
      metrics?.onStages(stages);
      tracing?.onStages(stages);
    }).then((engine) => traceEngine(refuseLeftOut(engine, leftOutBy(settings)), tracing)),
  );
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
  const embedderInUse = await embedder;
  store.workIn(engine.modelId);
  const places = await openAppPortraits(settings, store, log);
  const portraits = tracePortraits(createCountedPortraitStore(places.shared), tracing);
  const otherModels = await parts.keep('other models', openOtherModels({ store, engine, log }));
  const gallery = traceGallery(await openGallery(settings, log, store, engine, parts), tracing);

  const runs = new UpkeepRuns();
  const eventsCloseMs = settings.EVENTS_CLOSE_SECONDS * 1000 + LATE_MS;
  const events = await parts.keep('events', Promise.resolve(openEvents(settings, store, log)), eventsCloseMs);
  const serviceFigures = settings.LIVE_SERVICE_FIGURES
    ? await parts.keep(
        'service figures',
        Promise.resolve(
          openServiceFigures(
            settings,
            store,
            () => places.place.kind,
            () => otherModels.counts,
          ),
        ),
      )
    : undefined;
  const upkeep = createUpkeep(settings, store, portraits, log);
  const auditLog = openAuditLog(settings, store, upkeep.clockGuard, log);
  const { services, authentication, ...passwords } = createServices({
    store,
    engine,
    gallery,
    storedPortraits: portraits,
    upkeep,
    auditTrail: auditLog,
    openErasure: (logins) => createAppErasure({ settings, store, upkeep, auditLog }, logins, log),
    portraits: settings.BACKPORT3_ENABLE_PORTRAITS ? createAccountPortraits(portraits, store.sealer) : undefined,
    compatibility: compatibilityOf(settings.COMPATIBILITY),
    webhooks: events.webhooks,
    onPasswordCrash: (err) => log.error({ err }, 'a password thread died and was replaced'),
    serviceFigures: serviceFigures?.figures,
    onReviewFailed: (accountId, kind, err) => log.error({ err, accountId, kind }, 'a review run failed'),
    onInvited: (used) => log.info({ audit: 'registration', ...used }, 'registered by invitation'),
    settings,
  });
  await parts.keep('password threads', Promise.resolve(passwords));
  await parts.keep('review runs', Promise.resolve(services.reviewRuns));
  if (settings.TOKEN_STORAGE === 'hashed') {
    await parts.keep('token hashing', Promise.resolve(startTokenHashing({ store, authentication }, log, runs)));
  }
  const writes = createWriteProbes(store, settings.BACKPORT3_ENABLE_PORTRAITS ? portraits : undefined);
  const readiness = new AppReadiness({
    database: store,
    engine,
    writes: writes.portraits ? [writes.database, writes.portraits] : [writes.database],
    log,
  });
  const base64 = createBase64Decoder(bodies.buffers, (err) =>
    log.error({ err }, 'the base64 thread died and was replaced'),
  );
  await parts.keep('base64 thread', Promise.resolve(base64));
  const limits = await parts.keep('limits', Promise.resolve(new RateLimits(settings)));
  const influx = openInflux(settings, log);
  if (influx) await parts.keep('InfluxDB', Promise.resolve(influx), INFLUX_CLOSE_MS);
  const server = await createServer({
    mode: settings.COMPATIBILITY,
    version: appVersion(),
    services,
    authentication,
    beginFor: store.beginFor,
    health: createAppHealth(store, portraits, writes, otherModels),
    idempotency:
      settings.IDEMPOTENCY_HOURS > 0
        ? await parts.keep('idempotency keys', Promise.resolve(openIdempotency(settings, store, log, runs)))
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
    limits,
    observe: observeAll([metrics?.observe, influx?.observe]),
    metrics: metrics?.page,
    trace: tracing?.beginRequest,
    config: settings.ADMIN_KEY
      ? { opens: createAdminGate(settings.ADMIN_KEY), shown: shownSettings(settings) }
      : undefined,
    console: settings.CONSOLE ? { registration: settings.REGISTRATION } : undefined,
    base64,
    maxCandidates: settings.MAX_CANDIDATES_IN_RESPONSE,
    jsonBodyLimit: settings.JSON_BODY_LIMIT,
    imageBodyLimit: settings.BODY_LIMIT,
    bodyMemory: bodies.budget,
    pictures: engine,
    audit: auditLog.isOn ? auditLog.record : undefined,
    tls: certificates?.tls,
    http2Streams: settings.HTTP2 ? settings.HTTP2_STREAMS : undefined,
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
    await parts.keep('gallery audit', Promise.resolve(openGalleryAuditTimer(settings, log, galleryAudit, runs)));
  }
  await parts.keep('upkeep', Promise.resolve(startUpkeep(upkeep, settings, log, runs)));
  await parts.keep('audit log', Promise.resolve(startAuditUpkeep(auditLog, log)), AUDIT_CLOSE_MS);
  const administered: AdminFoundations = {
    settings,
    models,
    embedder: embedderInUse,
    weights: await weightsInUse(settings, models, embedderInUse),
    store,
    portraits: { ...places, shared: portraits },
    upkeep,
    galleryAudit,
    events: () => events.queue.statistics,
    metrics: metrics?.all,
    services: { ...services, authentication },
    auditLog,
    bodyMemory: bodies.budget,
  };
  const admin = settings.ADMIN_KEY ? await openAdminServer(settings.ADMIN_KEY, administered, log) : undefined;
  // Commands beside an embedded database that this process holds come this way.
  const isAlone = store.exclusive && !options.databaseInMemory;
  const localAdmin = isAlone ? await openAdminServer(undefined, administered, log) : undefined;
  if (settings.GC_INTERVAL_HOURS > 0) {
    await parts.keep(
      'garbage timer',
      Promise.resolve(openGarbageTimer(settings, log, store, portraits, upkeep.clockGuard, runs)),
    );
  }
  metrics?.measure({
    store,
    engine,
    gallery,
    bodyMemory: bodies.budget,
    events,
    portraits,
    upkeep: runs,
    limits,
    isOpen: () => readiness.isOpen,
  });

  const { url, adminUrl } = await startListening(settings, { server, admin, localAdmin, certificates }, parts);
  readiness.open();
  // After what is printed of the start: they have the processors to themselves then.
  setImmediate(() => engine.startAll());

  return {
    url,
    docsUrl: `${url}/docs`,
    dataDirectory: settings.DATA_DIR,
    models: `${embedderInUse} in ${settings.MODELS_DIR}`,
    adminUrl,
    reload: createReload(settings, { log, limits, certificates, keyRing: await keyRing, store }),
    async close() {
      readiness.close();
      await pause(settings.CLOSE_DELAY_SECONDS * 1000);
      await parts.close();
    },
  };
}
