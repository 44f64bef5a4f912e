/**
 * Bundles what a start runs: the program with its libraries to one file, and each thread and process that it starts to one,
 * in dist. To find, read and link the 700 files that they are otherwise takes more processor time than all of the rest.
 * Libraries that bring binaries or files of their own, or that few starts need, stay outside.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';

const PROGRAM = 'main.ts';
/** What threads and processes run: concurrency/threads/entryPoint.ts finds them in dist. */
const STARTED = [
  'core/descriptors/base64Thread.ts',
  'core/logins/passwordThread.ts',
  'databases/pglite/snapshot/snapshotThread.ts',
  'gallery/clusters/clusterThread.ts',
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
/** Of those, what each thread of the engine loads: their 90 files are in its bundle, their binaries stay where they are. */
const IN_THREADS = ['onnxruntime-node', 'sharp'];
/** What the program loads of them: 500 KB, which V8 has compiled ahead then, too. */
const IN_PROGRAM = ['@electric-sql/*'];
const LICENCE = /^(licen[cs]e|notice)/i;

/** @param {string} root of the repository; dist is compiled */
export async function bundleProgram(root) {
  const bundles = [bundle(root, PROGRAM, 'program.cjs', IN_PROGRAM)];
  for (const path of STARTED) bundles.push(bundle(root, path, path.replace(/ts$/, 'cjs'), IN_THREADS));
  const inputs = (await Promise.all(bundles)).flatMap(({ metafile }) => Object.keys(metafile.inputs));
  writeFileSync(join(root, 'dist/LICENCES'), licencesOf(root, inputs));
}

/**
 * CommonJS, since modules that import libraries of that kind look for their exports first, with a parser in JavaScript.
 * @param {string} root
 * @param {string} entry below src
 * @param {string} file below dist
 * @param {string[]} inside libraries with binaries whose own files are to be in the bundle
 */
function bundle(root, entry, file, inside) {
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
    external: OUTSIDE.filter((library) => !inside.includes(library)),
    sourcemap: true,
    sourcesContent: false,
    banner: { js: `const distFolder = require('node:url').pathToFileURL(\`\${__dirname}/${toDist}\`);` },
    // It finds the loader of sources, which compiled files do without.
    define: { 'import.meta.resolve': 'undefined' },
    // A script that is read from a cache cannot import.
    supported: { 'dynamic-import': false },
    plugins: [ownPlaces(root), inside === IN_PROGRAM ? ownFiles : ownBinaries, withoutYaml],
    logLevel: 'warning',
  });
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
        const place = relative(src, path).replaceAll(sep, '/').replace(/ts$/, 'js');
        return { contents: code.replaceAll('import.meta.url', `new URL('${place}', distFolder).href`), loader: 'ts' };
      });
    },
  };
}

/**
 * PGlite finds its program and its files by its own place, as it does outside of a bundle.
 * @type {import('esbuild').Plugin}
 */
const ownFiles = {
  name: 'own files',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules[\\/]@electric-sql[\\/][^\\/]+[\\/]dist[\\/].*\.js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8');
      if (!code.includes('import.meta.url')) return undefined;
      const [, library, file] = /(@electric-sql[\\/][^\\/]+)[\\/]dist[\\/](.*)$/.exec(path) ?? [];
      const own = [
        `const ownModule = require('node:module');`,
        `const ownMain = ownModule.createRequire(__filename).resolve('${library?.replaceAll(sep, '/')}');`,
        `const ownPlace = new URL('${file?.replaceAll(sep, '/')}', require('node:url').pathToFileURL(ownMain)).href;\n`,
      ].join('\n');
      // Where it imports that one, a variable of its own is called "require", which is what imports become.
      const contents =
        own + code.replaceAll('import.meta.url', 'ownPlace').replaceAll('await import("node:module")', 'ownModule');
      return { contents, loader: 'js' };
    });
  },
};

/**
 * Libraries with binaries load these as they do from their own place, wherever the system, or whoever compiled them, has put them.
 * @type {import('esbuild').Plugin}
 */
const ownBinaries = {
  name: 'own binaries',
  setup({ onLoad, onResolve }) {
    // Not the form that finds its place by `import.meta`.
    onResolve({ filter: /^sharp$/ }, () => ({ path: createRequire(import.meta.url).resolve('sharp') }));
    onLoad(
      { filter: /node_modules[\\/](sharp[\\/]dist[\\/]sharp\.cjs|onnxruntime-node[\\/]dist[\\/]binding\.js)$/ },
      ({ path }) => {
        const [library] = IN_THREADS.filter((name) => path.includes(`${sep}${name}${sep}`));
        const code = readFileSync(path, 'utf8');
        const own = `const { createRequire } = require('node:module');\nconst ownRequire = createRequire(createRequire(__filename).resolve('${library}'));\n`;
        return {
          contents: own + code.replaceAll(/\brequire\((?=[`"](?:@img|\.\.\/(?:bin|src))\/)/g, 'ownRequire('),
          loader: 'js',
        };
      },
    );
  },
};

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
