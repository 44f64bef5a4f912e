/**
 * Prints what an installation costs: the tarball, the files in it, and this checkout's dependencies that are not for
 * development, largest first; of onnxruntime-node also what is for other platforms. `npm run size`.
 */
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const LARGEST = 10;

function bytesIn(path: string): number {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}

function print(bytes: number, what: string): void {
  console.log(`${(bytes / 1e6).toFixed(1).padStart(7)} MB  ${what}`);
}

const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { cwd: ROOT, encoding: 'utf8' }),
) as { size: number; unpackedSize: number }[];
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { dev?: boolean }>;
};
// A package inside another's folder is counted with it.
const dependencies = Object.entries(lock.packages)
  .filter(([path, { dev }]) => path && !dev && path.lastIndexOf('node_modules/') === 0)
  .map(([path]) => ({ path, bytes: bytesIn(join(ROOT, path)) }))
  .sort((one, other) => other.bytes - one.bytes);

const binaries = join(ROOT, 'node_modules/onnxruntime-node/bin/napi-v6');
const own = bytesIn(join(binaries, process.platform, process.arch));

print(packed?.size ?? 0, 'tarball');
print(packed?.unpackedSize ?? 0, 'tarball, unpacked');
print(
  dependencies.reduce((sum, { bytes }) => sum + bytes, 0),
  `dependencies, ${dependencies.length} packages`,
);
for (const { path, bytes } of dependencies.slice(0, LARGEST)) print(bytes, path.replace('node_modules/', '  '));
print(bytesIn(binaries) - own, `of onnxruntime-node, for platforms other than ${process.platform} ${process.arch}`);
