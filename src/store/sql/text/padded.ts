/**
 * Repeats the last id up to a power of two, so that lists of all lengths are a few statements to the server, which keeps
 * their plans.
 * @param longest no list becomes longer
 */
export function padded<Id extends string>(ids: readonly Id[], longest = Number.POSITIVE_INFINITY): readonly Id[] {
  const last = ids.at(-1);
  if (last === undefined) return ids;
  const length = Math.min(2 ** Math.ceil(Math.log2(ids.length)), longest);
  return [...ids, ...Array<Id>(Math.max(0, length - ids.length)).fill(last)];
}
