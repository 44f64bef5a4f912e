import type { ChaosNode } from './site/node.ts';
import type { Site } from './site/site.ts';

export interface Wish {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly image?: Uint8Array;
}

export interface Reply {
  /** 0: no answer. */
  readonly status: number;
  readonly text: string;
}

const LONGEST_MS = 10_000;
const OPENED_BY_THREAD = 64;

/**
 * One question to one node, by whoever watches over it and not by a client.
 * @param token of another account
 * @param patience as of a scene
 */
export async function ask(
  node: ChaosNode,
  { contents }: Site,
  { method, path, image }: Wish,
  { token = contents.token, patience = 1 } = {},
): Promise<Reply> {
  try {
    const answer = await fetch(`${node.url}${path}`, {
      method,
      headers: { 'X-Auth-Token': token, ...(image && { 'Content-Type': 'image/jpeg' }) },
      ...(image && { body: new Uint8Array(image) }),
      signal: AbortSignal.timeout(LONGEST_MS * patience),
    });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    return { status: 0, text: String(error) };
  }
}

/** A search that is work for the search threads. */
export function askForThreads({ contents: { manyFaced, largeList } }: Site): Wish {
  return { method: 'POST', path: `/4/matching/match?person_id=${manyFaced}&list_id=${largeList}&limit=1` };
}

/** A search among so many single descriptors that a thread opens them where they are sealed. */
export function askForOpening({ contents: { manyFaced, listed } }: Site): Wish {
  const ids = listed.slice(0, OPENED_BY_THREAD).join(',');
  return { method: 'POST', path: `/4/matching/match?person_id=${manyFaced}&descriptor_ids=${ids}&limit=1` };
}
