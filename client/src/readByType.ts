import type { LunaClient } from './client.ts';

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS' | 'TRACE';
type Ask = (path: string, init?: Readonly<Record<string, unknown>>) => Promise<Answered>;
type Answered = { data?: unknown; error?: unknown; response: Response };

const METHODS: readonly Method[] = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE'];

/**
 * The same client, whose answers are read as their content type says: JSON parsed, everything else a `Blob`, as the types
 * have it. openapi-fetch by itself parses a portrait as JSON. A `parseAs` of the caller counts.
 */
export function readByType(client: LunaClient): LunaClient {
  // The types of paths and answers are the client's own; this only looks at what every answer has.
  const asks = client as unknown as Record<Method, Ask>;
  const read = Object.fromEntries(METHODS.map((method) => [method, readingAsk(asks[method])]));
  return { ...client, ...read };
}

function readingAsk(ask: Ask): Ask {
  return async (path, init = {}) => {
    if (init.parseAs !== undefined) return ask(path, init);
    const answer = await ask(path, { ...init, parseAs: 'stream' });
    if (!answer.data) return answer;
    return { ...answer, data: await readBody(answer.response) };
  };
}

async function readBody(response: Response): Promise<unknown> {
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) return response.blob();
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}
