import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pacote from 'pacote';
import { REPOSITORY } from './serverProcess.ts';

/** The package whose demo folder holds the six group photos, and the hash of its tarball. */
const PACKAGE = '@vladmandic/face-api@1.7.15';
const INTEGRITY = 'sha512-WDMmK3CfNLo8jylWqMoQgf4nIst3M0fzx1dnac96wv/dvMTN4DxC/Pq1DGtduDk1lktCamQ3MIDXFnvrdHTXDw==';

/** The suite's own copy: it must also run against a server on another machine, where no models are beside it. */
const SAMPLES = join(REPOSITORY, '.cache', 'acceptance-samples');

export function samplePath(number: number): string {
  return join(SAMPLES, `sample${number}.jpg`);
}

/** Fetches the sample photos once. */
export async function ensureSamples(): Promise<void> {
  if (existsSync(SAMPLES)) {
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'luna-samples-'));
  try {
    await pacote.extract(PACKAGE, folder, { integrity: INTEGRITY });
    const staging = `${SAMPLES}.${process.pid}`;
    await cp(join(folder, 'demo'), staging, {
      recursive: true,
      filter: (path) => path === join(folder, 'demo') || /sample\d\.jpg$/.test(path),
    });
    await rename(staging, SAMPLES);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
