/**
 * What a client would notice: `breaks` may break it, `decides` changes whom it recognises, `differs` it should not depend on.
 */
export type Grade = 'breaks' | 'decides' | 'differs';

export interface Finding {
  readonly grade: Grade;
  /** The rule: `status`, `ids`, `members`. */
  readonly rule: string;
  /** Where in the answer: `persons[].user_data`. */
  readonly where: string;
  readonly there: string;
  readonly here: string;
}

const LONGEST = 120;

export function finding(grade: Grade, rule: string, where: string, there: unknown, here: unknown): Finding {
  return { grade, rule, where, there: shown(there), here: shown(here) };
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
