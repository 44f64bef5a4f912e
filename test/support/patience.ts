/**
 * How long tests wait before they call something hung. Machines that are twice as slow, or do something else at the same time, take
 * several times as long as a quiet one; what hangs is found in either case.
 */

/** For a condition: `expect.poll` has it by the configuration, `vi.waitFor` and others take it from here. */
export const CONDITION_MS = 30_000;
/** For a unit test, or a hook of it. */
export const UNIT_MS = 120_000;
/** For a test or a hook with servers, which may take minutes. Those that install packages have more. */
export const SERVERS_MS = 360_000;
