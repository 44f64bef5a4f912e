import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { createRate } from '../import/old/rate.ts';
import { printSummary } from '../printSummary.ts';
import { showProgress } from '../steadyProgress.ts';
import { type Asker, createAsker } from './asker.ts';
import { compareAnswers, isWord } from './compare/compareAnswers.ts';
import { MadeIds } from './madeIds.ts';
import type { Exchange } from './record/exchange.ts';
import { recordByProxy } from './recordByProxy.ts';
import { openLog, type ReplayLog } from './replayLog.ts';
import type { ReplayOptions } from './replayOptions.ts';
import { ReplayReport } from './report/replayReport.ts';
import { writeReplayReport } from './report/writeReplayReport.ts';

/** Records if it is asked to, then replays. @throws CommandFailed, also when clients would notice something */
export async function runReplay(options: ReplayOptions): Promise<void> {
  if (options.log !== 'proxy') return replay(await openLog(options.log, options), options);
  const recorded = await recordByProxy(options);
  if (!options.new) return;
  const { old: _, ...again } = options;
  // What the old server said a moment ago need not be asked again.
  await replay(await openLog(recorded.path, options, recorded.credentials), again);
}

async function replay(log: ReplayLog, options: ReplayOptions): Promise<void> {
  const { new: target, old } = options;
  if (!target) throw new CommandFailed('--new says which server is tried', EXIT.usage);
  if (log.kind === 'access log' && !old)
    throw new CommandFailed('an access log has no answers: give --old', EXIT.usage);
  const here = createAsker(target, options);
  const there = old && createAsker(old, options, createRate(options.rate));
  const report = new ReplayReport(log.from, target.href);
  const progress = showProgress('requests', log.count, 0);
  try {
    const parts = { log, here, there, report, options, ids: new MadeIds() };
    for await (const exchange of log.exchanges()) {
      await replayOne(exchange, parts);
      progress.add({});
    }
  } finally {
    progress.stop();
    here.close();
    there?.close();
  }
  const base = options.report ?? log.path.replace(/(\.recording)?\.(jsonl|log)$/, '');
  const files = await writeReplayReport(base, report);
  printSummary({ ...report.summary(), ...files }, options);
  if (report.noticed > 0) throw new CommandFailed(`clients would notice something: see ${files.html}`, EXIT.incomplete);
}

interface Parts {
  readonly log: ReplayLog;
  readonly here: Asker;
  readonly there: Asker | undefined;
  readonly report: ReplayReport;
  readonly options: ReplayOptions;
  readonly ids: MadeIds;
}

async function replayOne(exchange: Exchange, { log, here, there, report, options, ids }: Parts): Promise<void> {
  const write = !isRead(exchange);
  const credentials = log.credentialsOf(exchange);
  if (exchange.leftOut !== undefined) return report.leaveOut(exchange, exchange.leftOut);
  if (write && !options.writes) return report.leaveOut(exchange, 'it changes something, and --writes was not given');
  if (!credentials) return report.leaveOut(exchange, 'its token or login was not given');
  const old = there && !write ? await there.ask(exchange, credentials) : exchange.answer;
  if (!old) return report.leaveOut(exchange, 'the old server gave no answer');
  if (!isWord(old)) return report.leaveOut(exchange, `the old server failed (${old.status})`);
  const own = await here.ask(ids.toHere(exchange), credentials);
  if (exchange.method === 'POST') ids.learn(old, own);
  const { threshold, oldThreshold = threshold } = options;
  const thresholds = { there: oldThreshold, here: threshold };
  report.compared(exchange, old, own, compareAnswers(old, own, { thresholds, toThere: (id) => ids.toThere(id) }));
}

/** Requests that change nothing that a client sees. */
function isRead({ method, path }: Exchange): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return true;
  return method === 'POST' && /^\/\d+\/(?:matching\/|liveness)/.test(path);
}
