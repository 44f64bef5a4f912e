/**
 * Libraries of many small modules, each bundled to one file in dist, and the compiled sources made to import that one: finding
 * and reading typebox's 600 files and kysely's 260 takes a third of a second of each start. They stay dependencies: sources
 * that are run without a build, and types, come from the packages.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { build } from 'esbuild';

/** Specifiers that the sources import, and the name of each one's file. */
const LIBRARIES = new Map([
  ['kysely', 'kysely'],
  ['typebox', 'typebox'],
  ['typebox/value', 'typeboxValue'],
]);
const LICENCES = ['kysely/LICENSE', 'typebox/license'];
const FOLDER = 'libraries';
const IMPORTED = /\b(from |import\()(['"])([\w@/-]+)\2/g;

/** @param {string} root of the repository; dist is compiled */
export async function bundleLibraries(root) {
  const dist = join(root, 'dist');
  const licences = LICENCES.map((path) => readFileSync(join(root, 'node_modules', path), 'utf8').trim());
  await build({
    absWorkingDir: root,
    entryPoints: [...LIBRARIES].map(([specifier, name]) => ({ in: specifier, out: name })),
    outdir: join(dist, FOLDER),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: `/*!\n${licences.join('\n\n')}\n*/` },
    logLevel: 'warning',
  });
  for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.js') && !path.startsWith(FOLDER + sep)) importBundles(dist, path);
  }
}

/** @param {string} dist @param {string} path of a compiled file in it */
function importBundles(dist, path) {
  const code = readFileSync(join(dist, path), 'utf8');
  const toFolder = relative(dirname(path), FOLDER).replaceAll(sep, '/');
  const changed = code.replace(IMPORTED, (whole, keyword, quote, specifier) => {
    const name = LIBRARIES.get(specifier);
    return name ? `${keyword}${quote}${toFolder.startsWith('.') ? '' : './'}${toFolder}/${name}.js${quote}` : whole;
  });
  if (changed !== code) writeFileSync(join(dist, path), changed);
}
