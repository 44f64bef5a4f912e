import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Logger } from 'pino';
import type { Settings } from '../../settings/schema.ts';
import { StoreRefused } from '../../store/sql/storeErrors.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import type { AdminTransport, Received, Sent } from './adminTransport.ts';
import { openHere } from './openHere.ts';
import { nodeTransport, SocketClosed, socketTransport } from './sendByHttp.ts';

/** The public API says so, where an administrator's operation is no page. */
const PAGE_NOT_FOUND = 12013;
const JSON_TYPE = 'application/json';
const JSON_LINES = 'application/x-ndjson';

export type Json = Readonly<Record<string, unknown>>;

export interface Following {
  /** Told of each event of the work, one after the other. */
  readonly onEvent?: (event: Json) => void | Promise<void>;
  /** Ends the work, also in the server. */
  readonly signal?: AbortSignal;
}

/** Speaks to the administrator's API. */
export interface AdminClient {
  /** The body of a success. @throws CommandFailed with what the API said otherwise */
  call(method: Sent['method'], path: string, body?: Json): Promise<Json>;
  /** As `call`, for long work that tells how far it is. @throws CommandFailed; what `onEvent` throws */
  follow(method: Sent['method'], path: string, body: Json, following: Following): Promise<Json>;
  /** The body of a success as it comes; it ends with an error when the server breaks off. @throws CommandFailed */
  download(path: string, signal?: AbortSignal): Promise<Readable>;
  close(): Promise<void>;
}

/**
 * Opens the administrator's API within this process, on the database itself; or, where the embedded database is in use by
 * a server, that server's: on the socket in its data directory, else on its port. Every way the same operations run.
 * @throws StoreRefused, CommandFailed
 */
export async function openAdminClient(settings: Settings, log: Logger): Promise<AdminClient> {
  try {
    return createClient(await openHere(settings, log));
  } catch (error) {
    if (!(error instanceof StoreRefused) || error.reason !== 'locked') throw error;
    return openBesideServer(settings, error.message);
  }
}

/** Opens the administrator's API of the server that runs with these settings, and of no other. @throws CommandFailed */
export function openNodeClient(settings: Settings): AdminClient {
  if (settings.DB_TYPE === 'pglite') return openBesideServer(settings, 'no server runs on DATA_DIR');
  if (settings.ADMIN_KEY) return createClient(nodeTransport(settings));
  throw new CommandFailed('this asks a running server: give it and this command the same ADMIN_KEY', EXIT.usage);
}

/**
 * Opens the administrator's API of the server that holds the embedded database. Calls throw CommandFailed when none answers.
 * @param otherwise what is wrong then
 */
export function openBesideServer(settings: Settings, otherwise: string): AdminClient {
  const socket = socketTransport(settings.DATA_DIR);
  const node = settings.ADMIN_KEY ? nodeTransport(settings) : undefined;
  return createClient({
    async send(sent) {
      try {
        return await socket.send(sent);
      } catch (error) {
        if (!(error instanceof SocketClosed)) throw error;
        if (node) return node.send(sent);
        throw new CommandFailed(`${otherwise}, ${reasonOf(error)}`, EXIT.dataDirectory);
      }
    },
    close: async () => undefined,
  });
}

function reasonOf({ code }: SocketClosed): string {
  if (code === 'EACCES') return 'and this user may not ask it: run the command as the user of the server, or as root';
  return `and none answers on its admin.sock (${code})`;
}

function createClient({ send, close }: AdminTransport): AdminClient {
  return {
    async call(method, path, body) {
      return resultOf(await send({ method, path, body, accept: JSON_TYPE }));
    },
    async follow(method, path, body, { onEvent, signal }) {
      const received = await send({ method, path, body, accept: JSON_LINES, signal });
      if (received.status >= 400) return resultOf(received);
      for await (const line of linesOf(received.body)) {
        if (line.event) await onEvent?.(line.event as Json);
        else if (line.result) return line.result as Json;
        else throw new CommandFailed(String(line.detail), EXIT.failure);
      }
      throw brokenOff();
    },
    async download(path, signal) {
      const received = await send({ method: 'GET', path, accept: '*/*', signal });
      if (received.status >= 400) await resultOf(received);
      return received.body;
    },
    close,
  };
}

async function resultOf({ status, body }: Received): Promise<Json> {
  const answer = parse(await text(body));
  if (!answer || answer.error_code === PAGE_NOT_FOUND) {
    throw new CommandFailed('what answers there is not the admin API: see ADMIN_HOST and ADMIN_PORT', EXIT.failure);
  }
  if (status < 400) return answer;
  const asked = status === 400 || status === 404 || status === 409;
  throw new CommandFailed(String(answer.detail ?? `status ${status}`), asked ? EXIT.usage : EXIT.failure);
}

async function* linesOf(body: Readable): AsyncGenerator<Json> {
  let rest = '';
  try {
    for await (const chunk of body.setEncoding('utf8') as AsyncIterable<string>) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
  } catch (error) {
    // What the reader throws does not come here: only the connection does.
    throw error instanceof SyntaxError ? error : brokenOff();
  }
}

function brokenOff(): CommandFailed {
  return new CommandFailed('the server stopped in the middle of its answer', EXIT.failure);
}

function parse(answer: string): Json | undefined {
  try {
    return answer === '' ? {} : JSON.parse(answer);
  } catch {
    return undefined;
  }
}
