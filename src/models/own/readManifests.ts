import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode } from '../modelErrors.ts';
import { BadManifest } from './badManifest.ts';
import type { OwnManifest } from './manifestSchema.ts';
import { parseManifest } from './parseManifest.ts';

/**
 * Reads the manifests of own models; the nets themselves are left where they are.
 * @param places files, or folders of which every `.json` file is a manifest
 * @throws BadManifest with all problems of all of them
 */
export async function readManifests(places: readonly string[]): Promise<readonly OwnManifest[]> {
  const problems: string[] = [];
  const collect = (error: unknown) => {
    if (!(error instanceof BadManifest)) throw error;
    problems.push(...error.problems);
  };
  const paths: string[] = [];
  for (const place of places) paths.push(...((await manifestsAt(resolve(place)).catch(collect)) ?? []));
  const manifests: OwnManifest[] = [];
  for (const path of new Set(paths)) {
    const manifest = await readManifest(path).catch(collect);
    if (manifest) manifests.push(manifest);
  }
  const byName = new Map<string, OwnManifest>();
  for (const manifest of manifests) {
    const other = byName.get(manifest.name);
    if (other) problems.push(`${manifest.path}: name = "${manifest.name}" is that of ${other.path}, too`);
    byName.set(manifest.name, manifest);
  }
  if (problems.length > 0) throw new BadManifest(problems);
  return manifests;
}

/** @throws BadManifest */
export async function readManifest(path: string): Promise<OwnManifest> {
  const json = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new BadManifest([`${path}: cannot be read (${errorCode(error)})`]);
  });
  return parseManifest(path, json);
}

async function manifestsAt(path: string): Promise<readonly string[]> {
  const unreadable = (error: unknown) => {
    throw new BadManifest([`MODEL_MANIFESTS: ${path} cannot be read (${errorCode(error)})`]);
  };
  const found = await stat(path).catch(unreadable);
  if (!found.isDirectory()) return [path];
  const names = await readdir(path).catch(unreadable);
  const manifests = names.filter((name) => name.endsWith('.json')).sort();
  if (manifests.length === 0) throw new BadManifest([`MODEL_MANIFESTS: ${path} holds no .json file`]);
  return manifests.map((name) => join(path, name));
}
