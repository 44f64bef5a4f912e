import { setTimeout as pause } from 'node:timers/promises';

const SECOND_MS = 1000;

/** Sends a request again, as often as the server asks for it: after the `Retry-After` of a 503 or 429. */
export async function sendPatiently(url: string, init: RequestInit): Promise<Response> {
  for (;;) {
    const answer = await fetch(url, init);
    const after = Number(answer.headers.get('retry-after') ?? Number.NaN);
    if ((answer.status !== 503 && answer.status !== 429) || Number.isNaN(after)) return answer;
    await answer.body?.cancel();
    await pause(after * SECOND_MS);
  }
}
