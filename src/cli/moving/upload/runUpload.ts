import { resolve } from 'node:path';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { inParallel } from '../inParallel.ts';
import { printSummary } from '../printSummary.ts';
import { createConnection } from '../remote/connection.ts';
import { createSender } from '../remote/patientSender.ts';
import { credentialHeaders } from '../remote/remoteOptions.ts';
import { SendingWindow } from '../remote/sendingWindow.ts';
import { showProgress } from '../steadyProgress.ts';
import { looksFirst } from './enrol/enrolPhoto.ts';
import { readPersonsLists } from './personsLists.ts';
import { openSource } from './sources/openSource.ts';
import type { UploadSource } from './uploadItem.ts';
import { openUploadJournal, type UploadJournal } from './uploadJournal.ts';
import { createUploader } from './uploadOne.ts';
import type { UploadOptions } from './uploadOptions.ts';
import { writeRejects } from './writeRejects.ts';

/** Uploads what is there and not uploaded yet. @throws CommandFailed */
export async function runUpload(path: string, options: UploadOptions): Promise<void> {
  const source = await openSource(path);
  try {
    if (options.dryRun) printSummary(planOf(source), options);
    else await upload(path, source, options);
  } finally {
    await source.close();
  }
}

async function upload(path: string, source: UploadSource, options: UploadOptions): Promise<void> {
  const headers = credentialHeaders(options);
  const base = options.journal ?? `${path === '-' ? 'upload' : nameOf(path)}.upload.jsonl`;
  const journal = await openUploadJournal(base, {
    source: path === '-' ? '-' : resolve(path),
    server: options.to.href,
    faces: options.faces,
    rules: looksFirst(options) ? 'quality or similarity' : 'none',
  });
  try {
    const start = performance.now();
    const before = journal.ended.size;
    await sendAll(source, journal, options, headers);
    const report = await writeRejects(options.report ?? base.replace(/\.jsonl$/, ''), source, journal.ended);
    const seconds = (performance.now() - start) / 1000;
    const counts = countsOf(source, journal);
    const rate = Number(((journal.ended.size - before) / seconds).toFixed(2));
    printSummary({ ...counts, seconds: Number(seconds.toFixed(1)), photos_per_second: rate, ...report }, options);
    if (counts.rejected === 0) return;
    throw new CommandFailed(`${counts.rejected} photos were not taken: see ${report.csv}`, EXIT.incomplete);
  } finally {
    await journal.close();
  }
}

async function sendAll(
  { items }: UploadSource,
  journal: UploadJournal,
  options: UploadOptions,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const left = items.filter(({ name }) => !journal.ended.has(name));
  if (left.length === 0) return;
  const progress = showProgress('photos', items.length, items.length - left.length);
  const window = new SendingWindow(options.parallel);
  const sender = createSender(createConnection(options.to, headers, options.timeout * 1000), {
    window,
    giveUpMs: options.giveUpAfter * 1000,
    onRetry: (why) => progress.note(`again: ${why.slice(0, 60)}`),
  });
  try {
    const lists = await readPersonsLists(sender, journal.run);
    const uploadOne = createUploader({ sender, journal, lists, options });
    await inParallel(left, options.parallel, async (item) => {
      const ended = await uploadOne(item);
      await journal.end(ended);
      progress.add({ [ended.outcome]: 1 });
    });
  } finally {
    progress.stop();
    sender.close();
  }
}

function nameOf(path: string): string {
  return resolve(path).split(/[/\\]/).at(-1) || 'upload';
}

function planOf({ items, unfit, passedOver }: UploadSource) {
  const persons = new Set(items.map(({ person }) => person)).size;
  const lists = [...new Set(items.flatMap((item) => item.lists))];
  return { photos: items.length, persons, lists, unfit, passed_over: passedOver };
}

function countsOf({ items, unfit, passedOver }: UploadSource, { ended }: UploadJournal) {
  const counts = { photos: items.length, uploaded: 0, skipped: 0, rejected: unfit.length, passed_over: passedOver };
  for (const { name } of items) {
    const end = ended.get(name);
    if (end) counts[end.outcome]++;
  }
  return counts;
}
