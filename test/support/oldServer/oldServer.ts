import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { answer, fail, type OldAnswer } from './oldRoutes.ts';
import type { OldAccount } from './oldState.ts';

/** What goes wrong with a request. `full` is refused before anything is done, the others come after. */
export type Fault = 'slow' | 'error' | 'html' | 'cut' | 'full';

export interface OldServer {
  readonly url: string;
  /** When each request came, in milliseconds. */
  readonly asked: readonly number[];
  /** Portraits that were sent, whole or not. */
  readonly portraits: number;
  /** Decides on each request, by its number. */
  fault: (number: number) => Fault | undefined;
  /** Changes the text of JSON before it is sent. */
  spell: (json: string) => string;
  /** Closes all connections and the port, and opens it again after so long. */
  restart(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** A stand-in for a LUNA PLATFORM 3 that has grown old; it shares no code with the service. */
export async function startOldServer(accounts: readonly OldAccount[]): Promise<OldServer> {
  const asked: number[] = [];
  let port = 0;
  let portraits = 0;
  let server: Server;
  const old = {
    url: '',
    asked,
    get portraits() {
      return portraits;
    },
    fault: (_: number): Fault | undefined => undefined,
    spell: (json: string) => json,
    restart,
    close,
  };
  await listen();
  old.url = `http://127.0.0.1:${port}`;
  return old;

  async function listen(): Promise<void> {
    server = createServer((request, response) => {
      void serve(request, response).catch(() => response.destroy());
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }

  async function restart(milliseconds: number): Promise<void> {
    await close();
    await pause(milliseconds);
    await listen();
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = old.fault(asked.push(Date.now()));
    const body = await buffer(request);
    if (fault === 'full') return void send(response, fail(503, 11009, 'Internal server error'), { 'Retry-After': '1' });
    const answered = spelled(route(request, body));
    if (answered.jpeg) portraits++;
    if (fault === 'slow') await pause(400);
    if (fault === 'error') return void send(response, fail(500, 10015, 'SQL execute'));
    if (fault === 'html') {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      return void response.end('<html><body>nginx</body></html>');
    }
    send(response, answered, {}, fault === 'cut');
  }

  function spelled(answered: OldAnswer): OldAnswer {
    if (answered.json === undefined) return answered;
    return { ...answered, json: JSON.parse(old.spell(JSON.stringify(answered.json))) };
  }

  function route(request: IncomingMessage, body: Buffer): OldAnswer {
    const url = new URL(request.url ?? '/', 'http://old');
    if (!url.pathname.startsWith('/4/')) return fail(404, 12013, 'Page not found');
    const { account, basic, refusal } = logIn(request);
    if (!account) return refusal;
    const path = url.pathname.slice(2);
    return answer({ method: request.method ?? 'GET', path, query: url.searchParams, body, account, basic });
  }

  function logIn({ headers }: IncomingMessage) {
    const refusal = fail(401, 11002, 'Account corresponding login/password not found');
    const token = headers['x-auth-token'];
    if (token !== undefined) {
      return { account: accounts.find(({ tokens }) => tokens.has(String(token))), basic: false, refusal };
    }
    const [, text = ''] = /^basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
    const [login, ...password] = Buffer.from(text, 'base64').toString().split(':');
    const account = accounts.find(
      (each) => each.email === login?.toLowerCase() && each.password === password.join(':'),
    );
    return { account, basic: true, refusal };
  }
}

function send(
  response: ServerResponse,
  { status, json, jpeg }: OldAnswer,
  headers: Record<string, string> = {},
  cut = false,
): void {
  const body = jpeg ?? (json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(json)));
  response.writeHead(status, {
    ...(body.length > 0 && { 'Content-Type': jpeg ? 'image/jpeg' : 'application/json' }),
    'Content-Length': body.length,
    ...headers,
  });
  if (!cut) return void response.end(body);
  response.write(body.subarray(0, body.length / 2));
  setTimeout(() => response.destroy(), 20);
}
