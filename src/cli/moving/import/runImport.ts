import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { ChosenModels } from '../../../app/engine/faceEngine.ts';
import { type ModelChoice, readModelChoice } from '../../../app/engine/modelChoice.ts';
import type { Settings } from '../../../settings/schema.ts';
import type { EmbedderModel } from '../../../vision/embed/embedder.ts';
import type { FaceEngine } from '../../../vision/face.ts';
import type { AdminClient } from '../../admin/adminClient.ts';
import { CommandFailed } from '../../commandFailed.ts';
import { createCommandLog } from '../../createLog.ts';
import { EXIT } from '../../exitCodes.ts';
import { printSummary } from '../printSummary.ts';
import { duration, showProgress } from '../steadyProgress.ts';
import { carryOut } from './carryOut.ts';
import { readHereInventory } from './here/readHereInventory.ts';
import { HereWriter } from './here/writeHere.ts';
import { type ImportJournal, openImportJournal } from './importJournal.ts';
import type { ImportOptions } from './importOptions.ts';
import type { Inventory } from './inventory.ts';
import { createIsLocal } from './local.ts';
import { findAccountHere, type OldAccount } from './old/oldAccount.ts';
import { openOrigin, originName } from './origin.ts';
import { countsOf, makePlan, type Plan } from './plan.ts';
import { makeReport } from './report/makeReport.ts';
import { writeReport } from './report/writeReport.ts';
import type { Origin } from './sources/origin.ts';

const NOTHING: Inventory = {
  tokens: new Map(),
  lists: new Map(),
  persons: new Map(),
  descriptors: new Map(),
  handlers: [],
  problems: [],
  unsteady: false,
};
/** Photos a second that one thread makes faces of, for a first guess. */
const GUESSED_RATE = 3;
/** So many persons may go without a question. */
const FEW = 10;

/** Brings an account here, or what has changed of it since the last time. @throws CommandFailed */
export async function runImport(admin: AdminClient, given: Settings, options: ImportOptions): Promise<void> {
  const models = await readModelChoice(given);
  const embedder = await embedderHere(admin, models);
  const settings = { ...given, model: models.embedders.get(embedder) };
  const from = originName(options);
  const host = (options.from ?? options.fromDb)?.hostname;
  const base = options.journal ?? `${host ?? basename(options.archive ?? '')}.import.jsonl`;
  const journal = await openImportJournal(base, from, options.again === true);
  try {
    const origin = await openOrigin(options, settings);
    const parts = { admin, settings, options, origin, journal, base, from };
    await withEngine(settings, { models, embedder }, (openEngine) => move({ ...parts, openEngine })).finally(
      origin.close,
    );
  } finally {
    await journal.close();
  }
}

type MoveSettings = Settings & { readonly model: EmbedderModel };

/** The one that the installation uses: a setting may leave it open. */
async function embedderHere(admin: AdminClient, { embedders }: ModelChoice): Promise<string> {
  const { model } = await admin.call('GET', '/moving/model');
  const embedder = embedders.nameOf(String(model));
  if (!embedder)
    throw new CommandFailed(`model ${String(model)} is none of this version and of MODEL_MANIFESTS`, EXIT.failure);
  return embedder;
}

interface Move {
  readonly admin: AdminClient;
  readonly settings: MoveSettings;
  readonly options: ImportOptions;
  readonly origin: Origin;
  readonly journal: ImportJournal;
  readonly base: string;
  readonly from: string;
  readonly openEngine: () => Promise<FaceEngine>;
}

async function move({ admin, settings, options, origin, journal, base, from, openEngine }: Move): Promise<void> {
  const { account, inventory: old, source } = origin;
  const known = journal.accountId ?? (options.dryRun ? await findAccountHere(admin, account.email) : undefined);
  const accountId = known ?? (options.dryRun ? undefined : await takeAccount(admin, account, options));
  if (accountId !== undefined && !options.dryRun) await journal.begin(accountId);
  const here = accountId === undefined ? NOTHING : await readHereInventory(admin, accountId);
  const rules = { all: options.all === true, faceless: new Set(journal.faceless.keys()), brought: journal.brought };
  const plan = makePlan(old, here, rules);
  requireFew(plan, journal, options);
  if (options.dryRun || accountId === undefined)
    return printSummary(planInWords(plan, old, settings, options), options);

  const progress = showProgress('portraits', plan.newDescriptors.length, 0);
  const isLocal = createIsLocal(old, journal.brought);
  const writer = new HereWriter(admin, accountId, { old, here, isLocal });
  const problems = await carryOut({ old, here, plan, writer, journal, source, openEngine, progress }).finally(
    progress.stop,
  );
  const report = await makeReport({
    ...{ admin, settings, accountId, old, plan, journal, from, source, openEngine, options, problems },
  });
  const files = await writeReport(options.report ?? base.replace(/\.jsonl$/, ''), report);
  const { complete, counts, changes, differences, faceless } = report;
  const summary = { complete, counts, changes, differences: differences.length, faceless: faceless.length, ...files };
  printSummary(summary, options);
  if (!complete) throw new CommandFailed(`the move is not complete: see ${files.html}`, EXIT.incomplete);
}

/** An old server that has lost its database must not empty the new one. */
function requireFew({ removedPersons }: Plan, { brought }: ImportJournal, { removeMany }: ImportOptions): void {
  if (removeMany || removedPersons.length <= FEW || removedPersons.length * 2 < brought.size) return;
  const why = `${removedPersons.length} persons that were brought are gone there`;
  throw new CommandFailed(`${why}: --remove-many deletes them here, too`, EXIT.usage);
}

async function takeAccount(admin: AdminClient, account: OldAccount, { merge }: ImportOptions): Promise<string> {
  const { email, organizationName, password, active, handlerIds } = account;
  const body = { email, organization_name: organizationName, password, active, handler_ids: handlerIds };
  const { account_id, holds } = await admin.call('PUT', '/moving/account', body);
  if (holds && !merge) {
    const why = `account ${email} exists here and is not empty: --merge adds to it`;
    throw new CommandFailed(
      `${why}, and --journal with the journal of an earlier import goes on with that`,
      EXIT.usage,
    );
  }
  return String(account_id);
}

/** The engine is opened by the first who needs it. */
async function withEngine(
  settings: MoveSettings,
  chosen: ChosenModels,
  work: (openEngine: () => Promise<FaceEngine>) => Promise<void>,
): Promise<void> {
  let opened: Promise<FaceEngine> | undefined;
  const open = async () => {
    const { openFaceEngine } = await import('../../../app/engine/faceEngine.ts');
    return openFaceEngine(settings, chosen, createCommandLog(settings), undefined, {});
  };
  try {
    await work(() => (opened ??= open()));
  } finally {
    await opened?.then((engine) => engine.close());
  }
}

function planInWords(plan: Plan, old: Inventory, settings: Settings, { rate }: ImportOptions) {
  const threads = settings.VISION_WORKERS || availableParallelism();
  const seconds = plan.newDescriptors.length / Math.min(rate, threads * GUESSED_RATE);
  return { ...countsOf(plan), problems: old.problems, estimate: duration(seconds) };
}
