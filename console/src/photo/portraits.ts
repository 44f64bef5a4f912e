import { LunaError } from '../../../client/src/lunaError.ts';
import { requestOf, send } from '../api/send.ts';

/** Pictures that are kept as object URLs; the least recently shown ones go first. */
const KEPT = 400;
/** Requests at a time, so that a fast scroll does not keep the others waiting. */
const AT_A_TIME = 6;

interface Wanted {
  readonly key: string;
  readonly path: string;
  readonly settle: (url: string | undefined) => void;
  readonly signal: AbortSignal;
}

const urls = new Map<string, string>();
const queue: Wanted[] = [];
let running = 0;

/** The picture at once, when it is there. */
export function portraitAtHand(path: string): string | undefined {
  const url = urls.get(path);
  if (url === undefined) return undefined;
  urls.delete(path);
  urls.set(path, url);
  return url;
}

/**
 * Fetches a picture: `img` cannot send credentials, so it comes as an object URL. The newest wish is fulfilled first.
 * @param path of the service, with the size that is wanted
 * @returns undefined where there is no picture, or after `signal`
 */
export function fetchPortrait(path: string, signal: AbortSignal): Promise<string | undefined> {
  const at = portraitAtHand(path);
  if (at !== undefined) return Promise.resolve(at);
  return new Promise((settle) => {
    queue.push({ key: path, path, settle, signal });
    next();
  });
}

/** Forgets all pictures, as they are of an account. */
export function dropPortraits(): void {
  for (const url of urls.values()) URL.revokeObjectURL(url);
  urls.clear();
}

function next(): void {
  while (running < AT_A_TIME) {
    const wanted = queue.pop();
    if (!wanted) return;
    if (wanted.signal.aborted) {
      wanted.settle(undefined);
      continue;
    }
    running += 1;
    void load(wanted).then((url) => {
      running -= 1;
      wanted.settle(url);
      next();
    });
  }
}

async function load({ key, path, signal }: Wanted): Promise<string | undefined> {
  const known = portraitAtHand(key);
  if (known !== undefined) return known;
  try {
    const response = await send(requestOf(path, { signal }));
    if (!response.ok) throw new LunaError(response, undefined);
    const url = URL.createObjectURL(await response.blob());
    urls.set(key, url);
    for (const [oldest, old] of urls) {
      if (urls.size <= KEPT) break;
      urls.delete(oldest);
      URL.revokeObjectURL(old);
    }
    return url;
  } catch {
    // No portrait is kept, or portraits are off: the initials stand for it.
    return undefined;
  }
}
