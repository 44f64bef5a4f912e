/** How often each of `count` people was drawn, for one repetition of the whole measurement with a new draw of people. */
export function drawPeople(count: number, random: () => number): Uint16Array {
  const drawn = new Uint16Array(count);
  for (let draw = 0; draw < count; draw++) {
    const person = Math.floor(random() * count);
    drawn[person] = (drawn[person] as number) + 1;
  }
  return drawn;
}

/** The same numbers in every run (mulberry32), 0 to below 1. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
