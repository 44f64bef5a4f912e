import { setTimeout as pause } from 'node:timers/promises';

/**
 * What Node.js calls work that `process.exit` waits for, since it joins its threads: worker threads (by their port), files
 * and look-ups of addresses. A call that never returns would keep the process for ever.
 */
const HELD = new Set(['MessagePort', 'FSReqCallback', 'FSReqPromise', 'GetAddrInfoReqWrap', 'GetNameInfoReqWrap']);

/** Most of what is under way when the service has closed ends within this. */
const PATIENCE_MS = 300;
const LOOK_EACH_MS = 10;

function isHeld(): boolean {
  return process.getActiveResourcesInfo().some((resource) => HELD.has(resource));
}

/** Waits a moment for threads to end; one in a call that never returns is ended with the whole process, by a signal. */
export async function endHeldProcess(onHeld: () => Promise<void>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (isHeld() && performance.now() < end) await pause(LOOK_EACH_MS);
  if (!isHeld()) return;
  await onHeld();
  killProcess();
}

/** Ends the process, without waiting for a thread that is in a call. */
export function endNow(): void {
  if (isHeld()) killProcess();
  process.exit(1);
}

/** Nothing is cleaned up: the next start recovers. */
function killProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}
