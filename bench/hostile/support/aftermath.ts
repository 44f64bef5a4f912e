import { metricOf, threadsOf, waitFor } from '../../../test/support/fuzz/serverState.ts';
import { loadOfTree } from '../../support/processTree.ts';
import type { Row } from '../../support/report.ts';

const MB = 1024 * 1024;
/** Connections and decoders that rest end by themselves within this time. */
const QUIET_MS = 60_000;

/** Notes how a server is; the function that comes back says what has changed since, once the server is quiet. */
export async function aftermath(pid: number, page: () => Promise<string>): Promise<() => Promise<Row[]>> {
  const isQuiet = async () => {
    const text = await page();
    return metricOf(text, 'luna_vision_running') === 0 && metricOf(text, 'luna_vision_waiting') === 0;
  };
  await waitFor(isQuiet, QUIET_MS);
  const threads = (await threadsOf(pid)) ?? Number.NaN;
  const { residentBytes, processorSeconds } = await loadOfTree(pid);
  return async () => {
    const wasQuiet = await waitFor(isQuiet, QUIET_MS);
    await waitFor(async () => ((await threadsOf(pid)) ?? threads) <= threads, QUIET_MS);
    const text = await page();
    const now = await loadOfTree(pid);
    return [
      { what: 'pictures still under way', value: wasQuiet ? 0 : 1, unit: '', reach: '0' },
      {
        what: 'threads more than before',
        value: ((await threadsOf(pid)) ?? Number.NaN) - threads,
        unit: '',
        reach: '0',
      },
      { what: 'threads that are stuck', value: metricOf(text, 'luna_vision_stuck'), unit: '', reach: '0' },
      { what: 'threads that died', value: metricOf(text, 'luna_vision_thread_deaths_total'), unit: '', reach: '0' },
      {
        what: 'memory of bodies still held',
        value: metricOf(text, 'luna_bodies_bytes'),
        unit: 'bytes',
        reach: '0',
      },
      { what: 'processor time of the server', value: now.processorSeconds - processorSeconds, unit: 's' },
      { what: 'resident memory', value: now.residentBytes / MB, unit: 'MB' },
      {
        what: 'more than at the beginning',
        value: (now.residentBytes - residentBytes) / MB,
        unit: 'MB',
        reach: '≤ 500',
      },
    ];
  };
}
