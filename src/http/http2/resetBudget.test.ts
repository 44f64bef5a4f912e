import { expect, test } from 'vitest';
import { ResetBudget } from './resetBudget.ts';

const taken = (budget: ResetBudget, times: number, now: number) =>
  Array.from({ length: times }, () => budget.take(now)).filter(Boolean).length;

test('a burst is taken, then as many as seconds bring', () => {
  const budget = new ResetBudget(0);
  expect(taken(budget, 1000, 0)).toBe(200);
  expect(taken(new ResetBudget(0), 300, 1_000_000)).toBe(200);
  const slow = new ResetBudget(0);
  let refused = 0;
  for (let second = 0; second < 600; second++) refused += 20 - taken(slow, 20, second * 1000);
  expect(refused).toBe(0);
});
