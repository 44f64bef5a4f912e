import { writeFile } from 'node:fs/promises';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { AdminClient, Json } from '../admin/adminClient.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { type ComparisonLine, describeComparisons } from './describeComparisons.ts';
import { createSteps } from './migrationProgress.ts';

export interface MigrateCommandOptions {
  readonly to: string;
  readonly rate: number;
  readonly samples: number;
  readonly threshold: number;
  readonly switch?: true;
  readonly list?: readonly string[];
  readonly left?: string;
  readonly json?: true;
}

interface Left {
  readonly descriptor_id: string;
  readonly account_id: string;
  readonly reason: string;
}

/** Fills, compares and, if asked to, switches. Exit code 7 when faces are left. @throws CommandFailed */
export function runMigration(loaded: LoadedSettings, options: MigrateCommandOptions): Promise<void> {
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort(new Error('stopped: the same command goes on there'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  return runAsAdmin(loaded, (admin) => migrate(admin, options, interrupt.signal)).finally(() =>
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  );
}

async function migrate(admin: AdminClient, options: MigrateCommandOptions, signal: AbortSignal): Promise<void> {
  const { to, rate, samples, threshold } = options;
  const steps = createSteps();
  const left: Left[] = [];
  const comparisons: ComparisonLine[] = [];
  let switched: Json | undefined;
  try {
    const fill = steps.begin('making descriptors');
    const filled = await admin.follow(
      'POST',
      '/models/fill',
      { to, rate },
      {
        signal,
        onEvent(event) {
          if (event.left) left.push(event.left as Left);
          else fill(event.done as number, event.total as number);
        },
      },
    );
    if (options.left) await writeFile(options.left, csvOf(left));
    const compare = steps.begin('comparing answers');
    await admin.follow(
      'POST',
      '/models/compare',
      { to, samples, threshold },
      {
        signal,
        onEvent(event) {
          comparisons.push(event as unknown as ComparisonLine);
          compare(comparisons.length, comparisons.length);
        },
      },
    );
    if (options.switch) {
      const advance = steps.begin('switching lists');
      const body = { to, ...(options.list && { list_ids: options.list }) };
      const onEvent = ({ lists, total }: Json) => advance(lists as number, total as number);
      switched = await admin.follow('POST', '/models/switch', body, { signal, onEvent });
    }
    steps.stop();
    if (options.json) console.log(JSON.stringify({ to, ...filled, faces_left: left, comparisons, switched }));
    else console.log(inWords(options, { filled, left, comparisons, switched }));
    if (left.length > 0) {
      throw new CommandFailed(`${left.length} faces have no descriptor of ${to}`, EXIT.incomplete);
    }
  } finally {
    steps.stop();
  }
}

interface Result {
  readonly filled: Json;
  readonly left: readonly Left[];
  readonly comparisons: readonly ComparisonLine[];
  readonly switched: Json | undefined;
}

function inWords(options: MigrateCommandOptions, { filled, left, comparisons, switched }: Result): string {
  const { to } = options;
  const lines = [`${filled.made} descriptors of ${to} made`];
  if (left.length > 0) {
    lines.push(`${left.length} faces have no portrait to make one from: ${to} will not find them`);
    if (options.left) lines.push(`their ids are in ${options.left}`);
    else for (const { descriptor_id, reason } of left.slice(0, 10)) lines.push(`  ${descriptor_id}: ${reason}`);
    if (!options.left && left.length > 10) lines.push(`  … and ${left.length - 10} more: --left FILE writes them all`);
  }
  lines.push(...describeComparisons(comparisons, options.threshold));
  if (switched) {
    lines.push(
      `${switched.switched} descriptors are of ${to} now, ${switched.lists} lists switched; those of before stay beside`,
      `restart the nodes one after the other: with EMBEDDER=auto or EMBEDDER=${to} they answer in ${to}`,
      'then give this command once more, for what was stored meanwhile',
    );
  } else {
    lines.push('nothing has changed for searches: the same command with --switch gives the lists the new descriptors');
  }
  return lines.join('\n');
}

function csvOf(left: readonly Left[]): string {
  const rows = left.map(({ descriptor_id, account_id, reason }) => `${descriptor_id},${account_id},${reason}`);
  return `${['descriptor_id,account_id,reason', ...rows].join('\n')}\n`;
}
