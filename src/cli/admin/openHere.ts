import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { ByteBudget } from '../../concurrency/memory/byteBudget.ts';
import type { Settings } from '../../settings/schema.ts';
import { optimizeLater } from '../serve/optimizeLater.ts';
import type { AdminTransport } from './adminTransport.ts';

const NO_EVENTS = { queued: 0, delivered: 0, retried: 0, dropped: 0, refused: 0, givenUp: 0 };

/** The administrator's API within this process, on the database itself. @throws StoreRefused */
export function openHere(settings: Settings, log: Logger): Promise<AdminTransport> {
  return openParts(settings, log).finally(optimizeLater());
}

async function openParts(settings: Settings, log: Logger): Promise<AdminTransport> {
  const [
    { chooseEmbedder },
    { openDatabase },
    { openAppPortraits },
    { createAccountServices },
    { openAdminServer },
    { createUpkeep },
    { openAuditLog },
    { readModelChoice },
    { weightsInUse },
  ] = await Promise.all([
    import('../../app/engine/chooseEmbedder.ts'),
    import('../../app/database.ts'),
    import('../../app/portraits.ts'),
    import('../../app/accounts.ts'),
    import('../../app/admin/admin.ts'),
    import('../../app/upkeep/upkeep.ts'),
    import('../../app/upkeep/auditLog.ts'),
    import('../../app/engine/modelChoice.ts'),
    import('../../app/engine/weightsInUse.ts'),
  ]);
  const models = await readModelChoice(settings);
  const store = await openDatabase(settings, log);
  const key = randomBytes(32).toString('hex');
  const services = createAccountServices(settings, store);
  const { server, auditLog } = await openAppPortraits(settings, store, log)
    .then(async (portraits) => {
      const embedder = await chooseEmbedder(settings, models.embedders, store, log);
      store.workIn(models.embedders.get(embedder).id);
      const upkeep = createUpkeep(settings, store, portraits.shared, log);
      const auditLog = openAuditLog(settings, store, upkeep.clockGuard, log);
      const foundations = {
        settings,
        models,
        embedder,
        weights: await weightsInUse(settings, models, embedder),
        store,
        portraits,
        upkeep,
        galleryAudit: undefined,
        services,
        auditLog,
        events: () => NO_EVENTS,
        metrics: undefined,
        bodyMemory: new ByteBudget('memory for bodies', settings.BODY_MEMORY_LIMIT),
      };
      return { server: await openAdminServer(key, foundations, log), auditLog };
    })
    .catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  return {
    async send({ method, path, body, accept, signal }) {
      const answer = await server.inject({
        method,
        url: path,
        headers: { authorization: `Bearer ${key}`, accept },
        ...(body && { payload: { ...body } }),
        ...(signal && { signal }),
        payloadAsStream: true,
      });
      return { status: answer.statusCode, body: answer.stream() };
    },
    async close() {
      await server.close();
      await auditLog.close();
      await services.close();
      await store.close();
    },
  };
}
