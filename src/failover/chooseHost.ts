import type { TargetSessionAttrs } from './dsn/dsnOptions.ts';
import type { HostRole, ProbedHost } from './hostDriver.ts';
import type { Timelines } from './timelines.ts';

export interface ChoiceRules {
  readonly target: TargetSessionAttrs;
  /** `dsn`: hosts named first go first. */
  readonly order: 'dsn' | 'random';
  readonly timelines: Timelines;
  /** Among equals this one stays: moving without need breaks connections. */
  readonly isCurrent?: (host: ProbedHost<unknown>) => boolean;
}

/**
 * The host to open a pool on, of those that answered, given in the order of the DSN. Undefined: none fits.
 * Of several primaries of one cluster only the one promoted last counts: the other is an old primary that came back
 * without being told, and writes to it would be lost.
 */
export function chooseHost<Host extends ProbedHost<unknown>>(
  answered: readonly Host[],
  { target, order, timelines, isCurrent = () => false }: ChoiceRules,
): Host | undefined {
  const valid = answered.filter(({ role }) => !timelines.isOutdated(role));
  const standbys = valid.filter(({ role }) => role.kind === 'standby');
  const fitting =
    target === 'prefer-standby'
      ? standbys.length > 0
        ? standbys
        : valid
      : valid.filter(({ role }) => fits(role, target));
  const current = fitting.find(isCurrent);
  return current ?? (order === 'random' ? fitting[Math.floor(Math.random() * fitting.length)] : fitting[0]);
}

/** The meanings of libpq's `target_session_attrs`. */
export function fits({ kind, readOnly }: HostRole, target: TargetSessionAttrs): boolean {
  switch (target) {
    case 'read-write':
      return kind === 'primary' && !readOnly;
    case 'read-only':
      return readOnly;
    case 'primary':
    case 'standby':
      return kind === target;
    case 'any':
    case 'prefer-standby':
      return true;
  }
}
