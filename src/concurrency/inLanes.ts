/**
 * Does the work for each item, with up to that many under way at once, in their order. After a failure its lane takes no
 * further item; the others go on.
 * @throws the first lane's failure, once all lanes have ended
 */
export async function inLanes<Item>(
  items: Iterable<Item>,
  count: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const lane = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
  };
  const lanes = await Promise.allSettled(Array.from({ length: count }, lane));
  for (const outcome of lanes) if (outcome.status === 'rejected') throw outcome.reason;
}
