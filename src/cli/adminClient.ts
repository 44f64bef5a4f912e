import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Logger } from 'pino';
import { ByteBudget } from '../domain/byteBudget.ts';
import type { Settings } from '../settings/schema.ts';
import { StoreRefused } from '../store/errors.ts';
import { CommandFailed } from './commandFailed.ts';
import { EXIT } from './exitCodes.ts';

/** The public API says so, where an administrator's operation is no page. */
const PAGE_NOT_FOUND = 12013;
const NO_EVENTS = { queued: 0, delivered: 0, retried: 0, dropped: 0, refused: 0, givenUp: 0 };

export type Json = Readonly<Record<string, unknown>>;

interface Sent {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Json | undefined;
}

interface Received {
  readonly status: number;
  readonly text: string;
}

/** Speaks to the administrator's API. */
export interface AdminClient {
  /** The body of a success. @throws CommandFailed with what the API said otherwise */
  call(method: Sent['method'], path: string, body?: Json): Promise<Json>;
  close(): Promise<void>;
}

/**
 * Opens the administrator's API within this process, on the database itself; or, where the embedded database is in use by
 * a server, by HTTP on that server's port. Both ways the same operations run.
 * @throws StoreRefused, CommandFailed
 */
export async function openAdminClient(settings: Settings, log: Logger): Promise<AdminClient> {
  try {
    return await openHere(settings, log);
  } catch (error) {
    if (!(error instanceof StoreRefused) || error.reason !== 'locked') throw error;
    if (settings.ADMIN_KEY) return openNodeClient(settings);
    throw new CommandFailed(
      `${error.message}. To work beside a running server, give it and this command the same ADMIN_KEY`,
      EXIT.dataDirectory,
    );
  }
}

/** Opens the administrator's API of the server that runs with these settings, and of no other. @throws CommandFailed */
export function openNodeClient(settings: Settings): AdminClient {
  if (!settings.ADMIN_KEY) {
    throw new CommandFailed('this asks a running server: give it and this command the same ADMIN_KEY', EXIT.usage);
  }
  return createClient(
    (sent) => sendByHttp(settings, sent),
    async () => undefined,
  );
}

async function openHere(settings: Settings, log: Logger): Promise<AdminClient> {
  const [{ openDatabase }, { openAppPortraits }, { createAccountServices }, { openAdminServer }, { createUpkeep }] =
    await Promise.all([
      import('../appDatabase.ts'),
      import('../appPortraits.ts'),
      import('../appAccounts.ts'),
      import('../appAdmin.ts'),
      import('../appUpkeep.ts'),
    ]);
  const store = await openDatabase(settings, log);
  const key = randomBytes(32).toString('hex');
  const services = createAccountServices(settings, store);
  const server = await openAppPortraits(settings, store, log)
    .then(({ shared }) => {
      const upkeep = createUpkeep(settings, store, shared, log);
      const foundations = {
        settings,
        store,
        upkeep,
        galleryAudit: undefined,
        services,
        events: () => NO_EVENTS,
        bodyMemory: new ByteBudget('memory for bodies', settings.BODY_MEMORY_LIMIT),
      };
      return openAdminServer(key, foundations, log);
    })
    .catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  return createClient(
    async ({ method, path, body }) => {
      const headers = { authorization: `Bearer ${key}` };
      const answer = await server.inject({ method, url: path, headers, ...(body && { payload: { ...body } }) });
      return { status: answer.statusCode, text: answer.body };
    },
    async () => {
      await server.close();
      await services.close();
      await store.close();
    },
  );
}

function createClient(send: (sent: Sent) => Promise<Received>, close: () => Promise<void>): AdminClient {
  return {
    async call(method, path, body) {
      const { status, text } = await send({ method, path, body });
      const answer = parse(text);
      if (!answer || answer.error_code === PAGE_NOT_FOUND) {
        throw new CommandFailed('what answers there is not the admin API: see ADMIN_HOST and ADMIN_PORT', EXIT.failure);
      }
      if (status < 400) return answer;
      const asked = status === 400 || status === 404 || status === 409;
      throw new CommandFailed(String(answer.detail ?? `status ${status}`), asked ? EXIT.usage : EXIT.failure);
    },
    close,
  };
}

function parse(text: string): Json | undefined {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without a limit of time: the erasure of a large account takes minutes. */
function sendByHttp({ ADMIN_HOST, ADMIN_PORT, ADMIN_KEY }: Settings, { method, path, body }: Sent): Promise<Received> {
  const host = ['0.0.0.0', '::'].includes(ADMIN_HOST) ? '127.0.0.1' : ADMIN_HOST;
  const bytes = body && Buffer.from(JSON.stringify(body));
  const headers = {
    authorization: `Bearer ${ADMIN_KEY}`,
    ...(bytes && { 'content-type': 'application/json', 'content-length': bytes.length }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host, port: ADMIN_PORT, method, path, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const why = `the admin API at ${host}:${ADMIN_PORT} does not answer (${error.code ?? error.message})`;
      reject(new CommandFailed(`${why}: was the server started with ADMIN_KEY?`, EXIT.failure));
    });
    outgoing.end(bytes);
  });
}
