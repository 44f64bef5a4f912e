import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../freePort.ts';

const PAUSE_MS = 250;

/** Threads of a process, undefined where the system does not list them. */
export async function threadsOf(pid: number): Promise<number | undefined> {
  const names = await readdir(`/proc/${pid}/task`).catch(() => undefined);
  return names?.length;
}

/** Settings with which a server measures all of itself, and the way to its page of metrics, which the admin API has. */
export async function measured(): Promise<{
  readonly settings: { readonly ADMIN_KEY: string; readonly ADMIN_PORT: string };
  readonly adminUrl: string;
  readonly readMetrics: () => Promise<string>;
}> {
  const settings = { ADMIN_KEY: 'the-key-of-this-run-only', ADMIN_PORT: String(await freePort()) };
  const headers = { Authorization: `Bearer ${settings.ADMIN_KEY}` };
  const adminUrl = `http://127.0.0.1:${settings.ADMIN_PORT}`;
  return { settings, adminUrl, readMetrics: async () => (await fetch(`${adminUrl}/metrics`, { headers })).text() };
}

/** Values of a page in the form of Prometheus, the labels of one name added up. */
export function metricOf(page: string, name: string): number {
  const lines = page.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  if (lines.length === 0) throw new Error(`no metric ${name}`);
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** Asks until it holds, or until the time is over. */
export async function waitFor(holds: () => Promise<boolean>, longestMs: number): Promise<boolean> {
  const end = performance.now() + longestMs;
  while (!(await holds())) {
    if (performance.now() > end) return false;
    await pause(PAUSE_MS);
  }
  return true;
}
