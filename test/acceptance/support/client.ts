import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

/** What the server answered, as received. */
export interface Answer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** Of a body that is no text, only what it is: a failed test prints it. */
  readonly text: string;
  /** The body as JSON; members keep the order of the wire. @throws when it is not JSON */
  json<Body = Record<string, unknown>>(): Body;
}

export type QueryValue = string | number | readonly string[] | undefined;

export interface RequestOptions {
  /** Arrays become one comma-separated value. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Appended as it is, for queries that an encoder would mend. */
  readonly rawQuery?: string;
  /** Sent as JSON with its content type. */
  readonly json?: unknown;
  readonly body?: Buffer | string;
  /** Content type of `body`. */
  readonly type?: string;
  readonly headers?: OutgoingHttpHeaders;
}

export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly login: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

export const ANONYMOUS: Credentials = { kind: 'none' };

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Value of an `Authorization: Basic` header. */
export function basicHeader(login: string, password: string): string {
  return `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
}

function authHeaders(credentials: Credentials): OutgoingHttpHeaders {
  if (credentials.kind === 'basic') {
    return { authorization: basicHeader(credentials.login, credentials.password) };
  }
  return credentials.kind === 'token' ? { 'x-auth-token': credentials.token } : {};
}

function textOf(bytes: Buffer, type = ''): string {
  const isText = bytes.length === 0 || type === '' || /^text\/|json|yaml|xml|javascript/.test(type);
  return isText ? bytes.toString('utf8') : `<${type}, ${bytes.length} bytes>`;
}

function queryText(options: RequestOptions): string {
  const pairs = Object.entries(options.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  const text = [...pairs, ...(options.rawQuery ? [options.rawQuery] : [])].join('&');
  return text ? `?${text}` : '';
}

/** Requests to one server as one caller. Paths are under `/4` unless the client was made with another prefix. */
export class Client {
  readonly base: string;
  readonly credentials: Credentials;
  readonly prefix: string;
  readonly #onAnswer: (answer: Answer) => void;

  constructor(
    base: string,
    credentials: Credentials = ANONYMOUS,
    onAnswer: (answer: Answer) => void = () => {},
    prefix = '/4',
  ) {
    this.base = base;
    this.credentials = credentials;
    this.prefix = prefix;
    this.#onAnswer = onAnswer;
  }

  as(credentials: Credentials): Client {
    return new Client(this.base, credentials, this.#onAnswer, this.prefix);
  }

  under(prefix: string): Client {
    return new Client(this.base, this.credentials, this.#onAnswer, prefix);
  }

  get(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('GET', path, options);
  }

  post(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('POST', path, options);
  }

  patch(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('PATCH', path, options);
  }

  delete(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('DELETE', path, options);
  }

  send(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const body = options.json === undefined ? options.body : JSON.stringify(options.json);
    const type = options.json === undefined ? options.type : 'application/json';
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const target = new URL(this.base);
    const fullPath = `${this.prefix}${path}${queryText(options)}`;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          agent,
          method,
          host: target.hostname,
          port: target.port,
          path: fullPath,
          headers: {
            ...authHeaders(this.credentials),
            ...(type === undefined ? {} : { 'content-type': type }),
            ...(bytes === undefined ? {} : { 'content-length': bytes.length }),
            ...options.headers,
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const received = Buffer.concat(chunks);
            const text = textOf(received, incoming.headers['content-type']);
            const answer: Answer = {
              method,
              path: fullPath,
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              bytes: received,
              text,
              json: <Body>() => JSON.parse(text) as Body,
            };
            this.#onAnswer(answer);
            resolve(answer);
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(bytes);
    });
  }
}
