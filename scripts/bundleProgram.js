/**
 * Bundles what a start runs: the program with its libraries to one file, and each thread and process that it starts to one,
 * in dist. To find, read and link the 700 files that they are otherwise takes more processor time than all of the rest.
 * Libraries that bring binaries or files of their own, or that few starts need, stay outside.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { build } from 'esbuild';

const PROGRAM = 'main.ts';
/** What is started by its path in dist. */
const STARTED = [
  'core/descriptors/base64Thread.ts',
  'core/logins/passwordThread.ts',
  'databases/pglite/snapshot/snapshotThread.ts',
  'gallery/pairs/pairThread.ts',
  'gallery/scan/scanThread.ts',
  'sealing/opening/openThread.ts',
  'vision/decode/isolated/decodeProcess.ts',
  'vision/worker.ts',
];
const OUTSIDE = [
  '@electric-sql/*',
  '@fastify/swagger-ui',
  '@npmcli/config',
  '@opentelemetry/*',
  'cli-progress',
  'onnx-proto',
  'onnxruntime-node',
  'oracledb',
  'pacote',
  'pg',
  'pg-copy-streams',
  'pino-pretty',
  'sharp',
  'tsx',
  'yaml',
];
const LICENCE = /^(licen[cs]e|notice)/i;

/** @param {string} root of the repository; dist is compiled */
export async function bundleProgram(root) {
  const bundles = [bundle(root, PROGRAM, 'program.cjs')];
  for (const path of STARTED) {
    bundles.push(bundle(root, path, path.replace(/ts$/, 'cjs')));
    writeFileSync(join(root, 'dist', compiled(path)), loaderOf(compiled(path)));
  }
  const inputs = (await Promise.all(bundles)).flatMap(({ metafile }) => Object.keys(metafile.inputs));
  writeFileSync(join(root, 'dist/LICENCES'), licencesOf(root, inputs));
}

const compiled = (/** @type {string} */ path) => path.replace(/ts$/, 'js');

/**
 * CommonJS, since modules that import libraries of that kind look for their exports first, with a parser in JavaScript.
 * @param {string} root
 * @param {string} entry below src
 * @param {string} file below dist
 */
function bundle(root, entry, file) {
  const toDist = '../'.repeat(file.split('/').length - 1);
  return build({
    absWorkingDir: root,
    entryPoints: [join('src', entry)],
    outfile: join('dist', file),
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: OUTSIDE,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: `const distFolder = require('node:url').pathToFileURL(\`\${__dirname}/${toDist}\`);` },
    // It finds the loader of sources, which compiled files do without.
    define: { 'import.meta.resolve': 'undefined' },
    // A script that is read from a cache cannot import.
    supported: { 'dynamic-import': false },
    plugins: [ownPlaces(root), withoutYaml],
    logLevel: 'warning',
  });
}

/** What is started is a module by its name. @param {string} path below dist */
function loaderOf(path) {
  const name = JSON.stringify(`./${basename(path, '.js')}.cjs`);
  return `import { createRequire } from 'node:module';\ncreateRequire(import.meta.url)(${name});\n`;
}

/**
 * Modules that find files by their own place go on to do so: each is told where its compiled file is.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
function ownPlaces(root) {
  const src = join(root, 'src');
  return {
    name: 'own places',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!path.startsWith(src + sep)) return undefined;
        const code = readFileSync(path, 'utf8');
        const place = compiled(relative(src, path).replaceAll(sep, '/'));
        return { contents: code.replaceAll('import.meta.url', `new URL('${place}', distFolder).href`), loader: 'ts' };
      });
    },
  };
}

/**
 * The plugin that makes the OpenAPI document loads all of `yaml` for a form that we make ourselves, when it is asked for.
 * @type {import('esbuild').Plugin}
 */
const withoutYaml = {
  name: 'without yaml',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^yaml$/ }, ({ importer }) =>
      importer.includes(`${sep}swagger${sep}`) ? { path: 'yaml', namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: '' }));
  },
};

/** The licences of the libraries that are in the bundles. @param {string} root @param {string[]} inputs paths of all modules */
function licencesOf(root, inputs) {
  const packages = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const texts = readdirSync(join(root, folder))
        .filter((file) => LICENCE.test(file))
        .map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
      return [`${name} ${version} (${license})`, ...texts].join('\n\n');
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}
