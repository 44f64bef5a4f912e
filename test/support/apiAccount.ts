/** A new account of a server under test, and calls with its token. */
export interface ApiAccount extends ApiCalls {
  readonly email: string;
  readonly password: string;
}

export interface ApiCalls {
  readonly token: string;
  call(method: string, path: string, body?: object | Uint8Array): Promise<ApiAnswer>;
  /** All entries of a paged collection. */
  all(path: string, member: string): Promise<readonly ApiAnswer[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are what the tests look into
export type ApiAnswer = any;

let accounts = 0;

/** @param server is asked each time: it may be another one after a restart */
export async function registerAt(server: () => string): Promise<ApiAccount> {
  const email = `moving-${process.pid}-${++accounts}@example.com`;
  const password = 'secret-word';
  const account = { organization_name: 'Moving', email, password };
  const { token } = await send(server(), 'POST', '/accounts', account);
  return { ...accountAt(server, token), email, password };
}

/** Calls with a token. */
export function accountAt(server: () => string, token: string): ApiCalls {
  return {
    token,
    call: (method, path, body) => send(server(), method, path, body, token),
    async all(path, member) {
      const found: ApiAnswer[] = [];
      for (let page = 1; ; page++) {
        const join = path.includes('?') ? '&' : '?';
        const answer = await send(server(), 'GET', `${path}${join}page=${page}&page_size=100`, undefined, token);
        found.push(...answer[member]);
        if (found.length >= answer.count) return found;
      }
    },
  };
}

async function send(
  server: string,
  method: string,
  path: string,
  body?: object | Uint8Array,
  token?: string,
): Promise<ApiAnswer> {
  const isPhoto = body instanceof Uint8Array;
  const answer = await fetch(`${server}/4${path}`, {
    method,
    headers: {
      'Content-Type': isPhoto ? 'image/jpeg' : 'application/json',
      ...(token !== undefined && { 'X-Auth-Token': token }),
    },
    ...(body && { body: isPhoto ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
  return text === '' ? {} : JSON.parse(text);
}
