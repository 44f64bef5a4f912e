import { sendPatiently } from './sendPatiently.ts';

export interface BenchAccount {
  readonly email: string;
  readonly headers: { readonly 'X-Auth-Token': string };
}

export const BENCH_PASSWORD = 'bench-password';

/** A new account of a server. */
export async function register(url: string, email = 'bench@example.com'): Promise<BenchAccount> {
  const { token } = await sendJson<{ token: string }>(`${url}/4/accounts`, {
    json: { organization_name: 'Bench', email, password: BENCH_PASSWORD },
  });
  return { email, headers: { 'X-Auth-Token': token } };
}

/** Waits where the server asks for it. @throws with the answer when it is not 2xx. @returns its body, undefined for an empty one */
export async function sendJson<Body>(
  url: string,
  {
    method = 'POST',
    json,
    headers = {},
  }: { readonly method?: string; readonly json?: unknown; readonly headers?: Readonly<Record<string, string>> },
): Promise<Body> {
  const content = json === undefined ? {} : { body: JSON.stringify(json) };
  const response = await sendPatiently(url, {
    method,
    headers: { ...headers, ...(json === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...content,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Body;
}
