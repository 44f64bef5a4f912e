import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['src', 'console/src', 'client/src', 'scripts', 'bench', 'test'].flatMap(filesBelow);

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*/g;
const FILE = /(?<![\w./…*-])(?:[\w.…*-]+\/)*[\w.…*-]+\.tsx?\b/g;
/** In backticks, since documents name files of others, too. A folder ends with a slash. */
const IN_BACKTICKS = /`((?:[\w.…*-]+\/)*[\w.…*-]*(?:\.(?:tsx?|js|cjs|css|md|yaml|service)|\/))`/g;

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]sx?$|\.css$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

/** A folder and those above it, up to the root of the repository. */
function upwards(folder: string): string[] {
  return folder === '.' ? ['.'] : [folder, ...upwards(dirname(folder))];
}

/** Whether the path, in which `*` and `…` stand for any text, leads to a file or folder from one of the folders. */
function leadsSomewhere(path: string, folders: readonly string[]): boolean {
  if (!/[*…]/.test(path)) return folders.some((folder) => existsSync(join(ROOT, folder, path)));
  const pattern = path.replace(/[.+]/g, '\\$&').replace(/\*\*\/?|[*…]/g, '.*');
  return folders.some((folder) => {
    const whole = new RegExp(`^${folder === '.' ? '' : `${folder}/`}${pattern}$`);
    return SOURCES.some((source) => whole.test(source));
  });
}

/** @param named files that a text may name without their folder */
function deadIn(text: string, form: RegExp, folders: readonly string[], named: (name: string) => boolean): string[] {
  const cited = [...text.matchAll(form)].map(([all, inside = all]) => inside);
  return [...new Set(cited)].filter((path) => !leadsSomewhere(path, folders) && (path.includes('/') || !named(path)));
}

test('every source that a comment cites is there', () => {
  const dead = SOURCES.filter((path) => path.startsWith('src/') || path.startsWith('console/src/')).flatMap((path) => {
    const comments = readFileSync(join(ROOT, path), 'utf8').match(COMMENT)?.join('\n') ?? '';
    return deadIn(comments, FILE, [...upwards(dirname(path)), 'src'], () => false).map((file) => `${path}: ${file}`);
  });
  expect(dead).toEqual([]);
});

const READMES = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `src/${name}/README.md`);

test.each([...READMES, 'console/README.md', 'scripts/README.md', 'ARCHITECTURE.md'])(
  'every file that %s names is there',
  (page) => {
    const room = dirname(page);
    // Of several files of one folder only the first has it; a file of another room is named in full.
    const inRoom = SOURCES.filter((path) => room === '.' || path.startsWith(`${room}/`)).map((path) => basename(path));
    const named = (name: string) => inRoom.includes(name) || /[*…]/.test(name);
    const text = readFileSync(join(ROOT, page), 'utf8');
    const folders = [room, join(room, 'src'), 'src', 'console/src', '.'];
    expect(deadIn(text, IN_BACKTICKS, folders, named)).toEqual([]);
  },
);
