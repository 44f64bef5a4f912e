import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Answer } from './client.ts';
import { TIME, UUID4 } from './patterns.ts';

/** Names of members and kinds of values, in the order of the wire: `{person_id:uuid}`, `{ids:[uuid],count:number}`. */
export function shapeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return `[${[...new Set(value.map(shapeOf))].sort().join('|')}]`;
  }
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([name, member]) => `${name}:${shapeOf(member)}`)
      .join(',')}}`;
  }
  if (typeof value === 'string') {
    return UUID4.test(value) ? 'uuid' : TIME.test(value) ? 'time' : 'string';
  }
  return typeof value;
}

const GOLDEN = JSON.parse(readFileSync(new URL('../golden/shapes.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

/** The answer has exactly the members of golden/shapes.json, in that order. `name` may carry the mode as a suffix there. */
export function expectShape(answer: Answer, name: string): void {
  const golden = GOLDEN[name];
  if (golden === undefined) {
    throw new Error(`golden/shapes.json has no '${name}'`);
  }
  expect(shapeOf(answer.json())).toBe(golden);
}
