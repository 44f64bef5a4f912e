/**
 * Makes a release out of what is committed. `npm run release -- minor` only shows what would be done; with `--apply` it is:
 *
 * the version goes up, the changelog's "Unreleased" becomes its section, generated files follow, every gate of `.ci/run` runs,
 * then comes a commit, an annotated tag with that section as its message, and `release/` with the packed tarball and its SHA-256.
 * Nothing is pushed and nothing is published. What fails before the commit is undone.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cutChangelog, nextVersion, renameTarball } from './releaseNotes.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const BRANCH = 'main';
const PAGES_WITH_TARBALL = ['README.md', 'docs/install.md', 'docs/production.md'];
/** Each brings a file up to the new version. */
const GENERATORS = ['client:generate'];
const OUT = 'release';

const { values, positionals } = parseArgs({ options: { apply: { type: 'boolean' } }, allowPositionals: true });
const { name, version: current } = JSON.parse(read('package.json')) as { name: string; version: string };

try {
  release(positionals[0] ?? '', values.apply ?? false);
} catch (error) {
  console.error(`release: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

function release(wanted: string, apply: boolean): void {
  const version = nextVersion(current, wanted);
  const tag = `v${version}`;
  const cut = cutChangelog(read('CHANGELOG.md'), version, new Date().toISOString().slice(0, 10));
  requireReady(tag);
  if (!apply) {
    console.log(`${name} ${current} -> ${version}\n\n${cut.notes}\n`);
    console.log(`Would raise the version, run .ci/run, commit, tag ${tag}, and pack ${OUT}/${name}-${version}.tgz.`);
    console.log('Nothing was changed: --apply does it.');
    return;
  }
  try {
    raise(version, cut.changelog);
    run('.ci/run');
  } catch (error) {
    run('git', 'restore', '--worktree', '.');
    throw error;
  }
  run('git', 'commit', '--quiet', '--all', '--message', `chore: release ${tag}`);
  // Headings of the notes begin with the sign of a comment.
  run('git', 'tag', '--annotate', '--cleanup=verbatim', tag, '--message', `${tag}\n\n${cut.notes}\n`);
  const { file, sha256 } = pack();
  console.log(`${tag} is made: ${OUT}/${file}, SHA-256 ${sha256}. To give it away:`);
  console.log(`  git push --atomic origin ${BRANCH} ${tag}`);
}

/** @throws when the tree has changes, another branch is out, or the tag exists */
function requireReady(tag: string): void {
  const changes = ask('git', 'status', '--porcelain');
  if (changes !== '') throw new Error(`the tree is not clean:\n${changes}`);
  const branch = ask('git', 'branch', '--show-current');
  if (branch !== BRANCH) throw new Error(`releases are made on ${BRANCH}, and this is ${branch || 'no branch'}`);
  if (ask('git', 'tag', '--list', tag) !== '') throw new Error(`the tag ${tag} exists`);
}

function raise(version: string, changelog: string): void {
  const setVersion = ['version', version, '--no-git-tag-version', '--ignore-scripts', '--allow-same-version'];
  run('npm', ...setVersion);
  run('npm', ...setVersion, '--prefix', 'client');
  writeFileSync(join(ROOT, 'CHANGELOG.md'), changelog);
  for (const page of PAGES_WITH_TARBALL)
    writeFileSync(join(ROOT, page), renameTarball(read(page), name, current, version));
  for (const script of GENERATORS) run('npm', 'run', '--silent', script);
}

/** Packs what was built by the gates. The sum stands beside it in the form that `sha256sum --check` reads. */
function pack(): { readonly file: string; readonly sha256: string } {
  mkdirSync(join(ROOT, OUT), { recursive: true });
  const packed = ask('npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', OUT);
  const [{ filename: file } = { filename: '' }] = JSON.parse(packed) as { filename: string }[];
  const sha256 = createHash('sha256')
    .update(readFileSync(join(ROOT, OUT, file)))
    .digest('hex');
  writeFileSync(join(ROOT, OUT, `${file}.sha256`), `${sha256}  ${file}\n`);
  return { file, sha256 };
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function ask(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { cwd: ROOT, encoding: 'utf8' }).trim();
}

function run(program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { cwd: ROOT, stdio: 'inherit' });
}
