import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A built revision of this repository in a folder of its own. */
export interface BuiltRevision {
  readonly folder: string;
  /** Short name of the commit. */
  readonly commit: string;
  remove(): Promise<void>;
}

const LOCKFILE = 'package-lock.json';

/**
 * Checks a revision out into a temporary worktree and builds it, on the packages of this tree when its lockfile is the same,
 * else on its own.
 * @throws when git knows no such revision, or it cannot be built
 */
export async function buildRevision(repository: string, revision: string): Promise<BuiltRevision> {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: repository, encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--short', `${revision}^{commit}`);
  const parent = await mkdtemp(join(tmpdir(), 'luna-bench-against-'));
  const folder = join(parent, 'tree');
  const remove = async () => {
    await rm(parent, { recursive: true, force: true });
    git('worktree', 'prune');
  };
  try {
    git('worktree', 'add', '--quiet', '--detach', folder, commit);
    const packages = join(repository, 'node_modules');
    if (existsSync(packages) && git('show', `${commit}:${LOCKFILE}`) === git('show', `:${LOCKFILE}`)) {
      await symlink(packages, join(folder, 'node_modules'), 'junction');
      execFileSync('npm', ['run', 'build', '--silent'], { cwd: folder, stdio: 'inherit' });
    } else {
      execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: folder, stdio: 'inherit' });
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, commit, remove };
}
