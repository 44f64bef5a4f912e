import { closeSync, constants, openSync } from 'node:fs';

/** Longest socket path that all systems take; the kernel cuts longer ones. */
const LONGEST_PATH = 100;
/** Of a socket in the folder. */
const LONGEST_NAME = 'lock.4194304.01234567'.length;

/** A path of the folder that a socket's name can stand behind: Linux reaches a folder through its open descriptor. */
export function shortPath(directory: string): { readonly path: string; close(): void } {
  if (directory.length <= LONGEST_PATH - LONGEST_NAME || process.platform !== 'linux') {
    return { path: directory, close: () => undefined };
  }
  const descriptor = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  return { path: `/proc/self/fd/${descriptor}`, close: () => closeSync(descriptor) };
}
