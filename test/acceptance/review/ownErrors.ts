import { expect } from 'vitest';
import type { Answer } from '../support/client.ts';

/** An error that the contract does not have: its code is 100, and its status tells what it is. */
export function expectOwnError(answer: Answer, status: number): void {
  expect(`${answer.status} ${answer.text}`).toMatch(new RegExp(`^${status} \\{"error_code":\\s?100,`));
}
