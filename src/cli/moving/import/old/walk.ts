import type { Json } from '../../remote/outcome.ts';
import type { Sender } from '../../remote/patientSender.ts';

/** LUNA PLATFORM 3 gives a hundred at most and says nothing about it; Backport 3 a thousand. */
const WANTED_PAGE = 1000;
const MOST_WALKS = 3;

/** One collection of an answer. */
export interface Paged {
  readonly items: readonly Json[];
  readonly count: number;
}

export interface Walked {
  /** By id in lower case, newest first. */
  readonly items: ReadonlyMap<string, Json>;
  /** The collection changed each time that it was read: objects may be missing, and the next run finds them. */
  readonly unsteady: boolean;
}

/**
 * Reads all pages. What is created or deleted during the walk shifts the pages: then they are read again, and what was seen once is
 * kept, since it was there.
 * @param path with all but page and page_size
 */
export async function walk(sender: Sender, path: string, read: (answer: Json) => Paged): Promise<Walked> {
  const items = new Map<string, Json>();
  for (let walks = 1; ; walks++) {
    const { first, last, ids } = await readOnce(sender, path, read, items);
    for (const id of [...items.keys()]) if (!ids.has(id) && ids.size >= last) items.delete(id);
    if (first === last && ids.size >= last) return { items, unsteady: false };
    if (walks === MOST_WALKS) return { items, unsteady: true };
  }
}

async function readOnce(
  sender: Sender,
  path: string,
  read: (answer: Json) => Paged,
  items: Map<string, Json>,
): Promise<{ readonly first: number; readonly last: number; readonly ids: ReadonlySet<string> }> {
  const ids = new Set<string>();
  const join = path.includes('?') ? '&' : '?';
  let size = WANTED_PAGE;
  let first: number | undefined;
  for (let page = 1; ; page++) {
    const answer = await sender.json({ method: 'GET', path: `${path}${join}page=${page}&page_size=${size}` });
    const { items: some, count } = read(answer);
    for (const item of some) {
      const id = String(item.id).toLowerCase();
      ids.add(id);
      items.set(id, item);
    }
    first ??= count;
    if (page === 1 && some.length > 0 && some.length < Math.min(size, count)) size = some.length;
    if (some.length === 0 || page * size >= count) return { first, last: count, ids };
  }
}
