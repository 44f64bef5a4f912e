import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import { BodyKeeper, type KeptBodies } from './bodyKeeper.ts';
import {
  type Credentials,
  credentialMark,
  credentialsOf,
  isAboutCredentials,
  pathWithoutSecrets,
} from './credentials.ts';
import { ABOUT_CREDENTIALS, type Exchange, TOO_LARGE } from './exchange.ts';

export interface ProxyOptions {
  readonly old: URL;
  readonly host: string;
  readonly port: number;
  /** Of one body, in bytes; larger ones pass and are not kept. */
  readonly largestBody: number;
  readonly salt: string;
  readonly onExchange: (exchange: Exchange) => void;
  /** Told once of each. */
  readonly onCredentials: (mark: string, credentials: Credentials) => void;
}

export interface RecordingProxy {
  readonly address: string;
  /** Waits for answers that are under way, then closes. */
  close(): Promise<void>;
}

/** Of all bodies that are under way. */
const MOST_KEPT = 256 * 1024 * 1024;
const CLOSE_MS = 10_000;
/** Of one connection, not of the message (RFC 9110 §7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * Stands before the old server, passes everything on as it comes, and tells of each exchange when it has ended. What it keeps
 * of bodies is bounded; what passes is not held up.
 * @throws CommandFailed when the port cannot be had
 */
export async function startRecordingProxy(options: ProxyOptions): Promise<RecordingProxy> {
  const { old, host, port, salt, onCredentials } = options;
  const known = new Set<string>();
  const kept: KeptBodies = { left: MOST_KEPT };
  const send = old.protocol === 'https:' ? httpsRequest : httpRequest;
  const server = createServer((incoming, answer) => pass(incoming, answer));
  // Large uploads over slow lines are the old server's affair.
  server.requestTimeout = 0;
  server.listen(port, host);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`cannot listen on ${host}:${port} (${error.code})`, EXIT.address);
  });
  const { port: own } = server.address() as AddressInfo;
  return { address: `http://${host.includes(':') ? `[${host}]` : host}:${own}`, close };

  async function close(): Promise<void> {
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    await closed;
    clearTimeout(timer);
  }

  function pass(incoming: IncomingMessage, answer: ServerResponse): void {
    const begun = performance.now();
    const { method = 'GET', url: path = '/', headers } = incoming;
    const asked = new BodyKeeper(options.largestBody, kept);
    const answered = new BodyKeeper(options.largestBody, kept);
    let ended = false;
    const end = (told?: { readonly status: number; readonly type: string | undefined }) => {
      if (ended) return;
      ended = true;
      tell(incoming, asked.take(), told && { ...told, body: answered.take(), milliseconds: performance.now() - begun });
    };
    const outgoing = send(`${old.origin}${path}`, {
      method,
      headers: { ...withoutHops(headers), host: old.host },
    });
    outgoing.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, withoutHops(response.headers));
      response.on('data', (chunk: Buffer) => answered.add(chunk));
      response.on('error', () => answer.destroy());
      response.on('close', () => {
        if (!response.complete) answer.destroy();
        end(
          response.complete ? { status: response.statusCode ?? 0, type: response.headers['content-type'] } : undefined,
        );
      });
      response.pipe(answer);
    });
    outgoing.on('error', () => {
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502, { 'content-type': 'text/plain' }).end('the old server does not answer\n');
      end();
    });
    answer.on('close', () => {
      if (!answer.writableFinished) outgoing.destroy();
    });
    incoming.on('data', (chunk: Buffer) => asked.add(chunk));
    incoming.on('error', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  function tell(
    { method = 'GET', url: path = '/', headers }: IncomingMessage,
    body: Buffer | undefined,
    answer: { status: number; type: string | undefined; body: Buffer | undefined; milliseconds: number } | undefined,
  ): void {
    const credentials = credentialsOf(headers);
    const as = credentialMark(salt, credentials);
    if (as !== null && !known.has(as) && answer !== undefined && answer.status !== 401) {
      known.add(as);
      onCredentials(as, credentials);
    }
    const secret = isAboutCredentials(method, path);
    const leftOut = secret ? ABOUT_CREDENTIALS : body ? undefined : TOO_LARGE;
    const { 'content-type': type, accept } = headers;
    options.onExchange({
      method,
      path: pathWithoutSecrets(method, path),
      as,
      ...(type !== undefined && { type }),
      ...(accept !== undefined && { accept }),
      ...(!secret && body && body.length > 0 && { body }),
      ...(leftOut !== undefined && { leftOut }),
      ...(answer && {
        answer: {
          status: answer.status,
          ...(answer.type !== undefined && { type: answer.type }),
          ...(!secret && answer.body && { body: answer.body }),
          milliseconds: answer.milliseconds,
        },
      }),
    });
  }
}

function withoutHops<Headers extends object>(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name))) as Headers;
}
