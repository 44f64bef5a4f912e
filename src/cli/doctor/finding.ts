/** `unknown`: it could not be looked at, since something before it is wrong. */
export type FindingState = 'ok' | 'warning' | 'bad' | 'unknown';

export interface Finding {
  readonly check: string;
  readonly state: FindingState;
  readonly found: string;
  /** What to do about it. */
  readonly todo?: string;
}

/** A group of checks; each looks and changes nothing. */
export type Check = () => Promise<readonly Finding[]>;

export const ok = (check: string, found: string): Finding => ({ check, state: 'ok', found });
export const warning = (check: string, found: string, todo: string): Finding => ({
  check,
  state: 'warning',
  found,
  todo,
});
export const bad = (check: string, found: string, todo: string): Finding => ({ check, state: 'bad', found, todo });
export const unknown = (check: string, found: string): Finding => ({ check, state: 'unknown', found });

/** What fails in a check is a finding, too. */
export async function look(check: Check, name: string): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [unknown(name, error instanceof Error ? error.message : String(error))];
  }
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
