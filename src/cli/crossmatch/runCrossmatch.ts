import type { SingleBar } from 'cli-progress';
import type { AdminClient, Json } from '../admin/adminClient.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { createProgressBar } from '../progressBar.ts';
import type { CrossmatchOptions } from './crossmatchOptions.ts';
import { type PairFormat, pairFormatOf, type ToldPair } from './formatPairs.ts';
import { PairFile, type Progress } from './pairFile.ts';

/** What the admin API tells of a stretch whose pairs are all told. */
interface Done {
  readonly last: string;
  readonly probes: number;
  readonly comparisons: number;
  readonly skipped: number;
}

/** Runs to the end, or to the next safe place when a signal comes. @throws CommandFailed */
export async function runCrossmatch(admin: AdminClient, options: CrossmatchOptions): Promise<void> {
  const started = performance.now();
  const [list = '', other = list] = options.list;
  const { count, model } = await admin.call('GET', `/lists/${list}`);
  await admin.call('GET', `/lists/${other}`);
  const { threshold, limit, out } = options;
  const format = pairFormatOf(out) as PairFormat;
  // A run that was begun before lines had names is another run.
  const parameters = { list, with: other, threshold, limit, model: String(model), columns: 'with names' };
  const file = await PairFile.open(out, parameters, format.header);
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const bar = process.stderr.isTTY ? createBar(Number(count), file.progress) : undefined;
  try {
    const { after } = file.progress;
    const body = { list_ids: options.list, threshold, limit, ...(after !== undefined && { after }) };
    const write = writer(file, format);
    await admin.follow('POST', '/crossmatch', body, {
      signal: interrupt.signal,
      async onEvent(event) {
        await write(event);
        bar?.update(Math.min(Number(count), file.progress.probes), { pairs: file.progress.pairs });
        if (interrupt.signal.aborted) throw stopped();
      },
    });
    await file.finish();
  } catch (error) {
    throw interrupt.signal.aborted ? stopped() : error;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    bar?.stop();
    await file.close();
  }
  report(file, options, (performance.now() - started) / 1000);
}

/** Pairs wait until those of their stretch are complete: a resumed run starts behind it. */
function writer(file: PairFile, { line }: PairFormat): (event: Json) => Promise<void> {
  let waiting: string[] = [];
  let pairs = 0;
  return async (event) => {
    const told = event.pairs as readonly ToldPair[];
    for (const pair of told) waiting.push(line(pair));
    pairs += told.length;
    if (!event.done) return;
    await file.append(waiting.join(''), add(file.progress, event.done as Done, pairs));
    waiting = [];
    pairs = 0;
  };
}

function stopped(): CommandFailed {
  return new CommandFailed('stopped: the same command continues from here', EXIT.failure);
}

function createBar(total: number, { probes, pairs }: Progress): SingleBar {
  const bar = createProgressBar({
    format: '{bar} {percentage} % · {value} of {total} compared · {pairs} pairs · {eta_formatted} to go',
    stream: process.stderr,
  });
  bar.start(total, Math.min(total, probes), { pairs });
  return bar;
}

function add(before: Progress, { last, probes, comparisons, skipped }: Done, pairs: number): Progress {
  return {
    after: last,
    probes: before.probes + probes,
    comparisons: before.comparisons + comparisons,
    pairs: before.pairs + pairs,
    skipped: before.skipped + skipped,
  };
}

function report({ progress, resumed }: PairFile, { list, threshold, out, json }: CrossmatchOptions, seconds: number) {
  const { probes, comparisons, pairs, skipped } = progress;
  if (json) {
    const lists = { list: list[0], with: list[1] ?? list[0] };
    console.log(JSON.stringify({ ...lists, threshold, out, probes, comparisons, pairs, skipped, resumed, seconds }));
    return;
  }
  const left = skipped > 0 ? `; ${skipped} descriptors of another model left out` : '';
  console.log(`${pairs} pairs of ${probes} compared, ${comparisons} comparisons, in ${out}${left}`);
}
