import type { Judged } from './judge.ts';

/** A Markdown table: each ratio with what was kept for this machine and what is to be reached on all. */
export function printGuard(judged: readonly Judged[]): void {
  console.log('| ratio | measured | kept | to reach | |\n|---|---|---|---|---|');
  for (const { ratio, measured, kept, verdict } of judged) {
    const reach = ratio.reach === undefined ? '' : `${ratio.better === 'higher' ? '≥' : '≤'} ${ratio.reach}`;
    console.log(`| ${ratio.name} | ${digits(measured)} | ${digits(kept)} | ${reach} | ${verdict} |`);
  }
}

function digits(value: number | undefined): string {
  return value === undefined ? '' : `${Number(value.toPrecision(3))}`;
}
