import type { Check } from './check.ts';

const ROUNDS = 20;

/** The time of one run of something, and of what it would take the place of, in turns: both get the same share of a busy machine. */
export async function trySpeed(
  what: string,
  own: () => Promise<unknown>,
  ours: { readonly name: string; readonly run: () => Promise<unknown> },
): Promise<Check> {
  const times: Record<'own' | 'ours', number[]> = { own: [], ours: [] };
  await own();
  await ours.run();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of [
      ['own', own],
      ['ours', ours.run],
    ] as const) {
      const begun = performance.now();
      await run();
      times[name].push(performance.now() - begun);
    }
  }
  const [ownMs, oursMs] = [median(times.own), median(times.ours)];
  return {
    check: 'speed',
    state: 'ok',
    found: `${ownMs.toFixed(1)} ms ${what} on one thread, ${(ownMs / oursMs).toFixed(2)} times what ${ours.name} takes (${oursMs.toFixed(1)} ms)`,
    figures: { ownMs, oursMs },
  };
}

function median(times: number[]): number {
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length / 2)] as number;
}
