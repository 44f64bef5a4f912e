import { requestOf, send } from '../send.ts';

export interface AccountFigures {
  readonly persons: number;
  readonly descriptors: number;
  readonly attached: number;
  readonly photos_per_minute: number;
  readonly searches_per_minute: number;
  readonly errors_per_minute: number;
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
}

export interface ServiceFigures {
  readonly requests_per_minute: number;
  readonly database: { readonly kind: string; readonly serving: boolean; readonly hosts_opened: number };
  readonly portraits: 'files' | 'database' | 's3' | 'off';
  readonly memory: number;
  readonly event_loop_p99: number;
  readonly uptime: number;
  readonly warnings: readonly string[];
}

export interface Figures {
  readonly time: string;
  readonly account: AccountFigures;
  readonly service: ServiceFigures | null;
}

type Take = (figures: Figures) => void;

/**
 * Reads the live figures until the stream ends. By fetch, as an `EventSource` sends no credentials.
 * @throws what `fetch` throws; Error for an answer that is no stream
 */
export async function readLive(take: Take, signal: AbortSignal): Promise<void> {
  const request = requestOf('/ext/1/live', { signal });
  request.headers.set('Accept', 'text/event-stream');
  const response = await send(request);
  if (!response.ok || !response.body) throw new Error(`no live figures: ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) takeBlock(block, take);
  }
}

/** One event: its name and its data; comments keep the connection open and say nothing. */
export function takeBlock(block: string, take: Take): void {
  const lines = block.split('\n');
  const of = (field: string) =>
    lines.flatMap((line) => (line.startsWith(`${field}:`) ? line.slice(field.length + 1).trim() : []));
  const [name] = of('event');
  const data = of('data').join('\n');
  if (data === '') return;
  if (name === 'figures') take(JSON.parse(data) as Figures);
}
