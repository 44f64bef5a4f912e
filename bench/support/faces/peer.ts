import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** @vladmandic/face-api on tfjs-wasm. None of it is a dependency of ours: it lives in a temporary folder. */
const PACKAGES = ['@vladmandic/face-api@1.7.15', '@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0'];
const FOLDER = join(tmpdir(), 'luna-backport3-bench-peer-1.7.15');
const PROCESS = fileURLToPath(new URL('./peerProcess.ts', import.meta.url));

/**
 * Installs the peer with npm on first use.
 * @returns its folder, or undefined when it cannot be had, which is then said on standard error
 */
export async function installPeer(): Promise<string | undefined> {
  if (existsSync(FOLDER)) return FOLDER;
  console.error(`installing the peer for comparison into ${FOLDER}: ${PACKAGES.join(', ')}`);
  await mkdir(tmpdir(), { recursive: true });
  const folder = await mkdtemp(`${FOLDER}-`);
  try {
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await promisify(execFile)('npm', ['install', ...options, ...PACKAGES], { cwd: folder });
    await rename(folder, FOLDER);
    return FOLDER;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    console.error(`SKIPPED: the comparison with the peer, which npm could not install: ${String(error)}`);
    return undefined;
  }
}

/** Milliseconds of each extraction by the peer, in a process of its own: decode, SSD, 68 points, descriptor. */
export async function timePeer(folder: string, photos: readonly Uint8Array[]): Promise<number[]> {
  const photoFolder = await mkdtemp(join(tmpdir(), 'luna-backport3-bench-photos-'));
  try {
    await Promise.all(photos.map((photo, index) => writeFile(join(photoFolder, `${index}.jpg`), photo)));
    const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, folder, photoFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    const lastLine = output.trim().split('\n').at(-1) ?? '';
    return JSON.parse(lastLine) as number[];
  } finally {
    await rm(photoFolder, { recursive: true, force: true });
  }
}
