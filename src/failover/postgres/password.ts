import { readFile } from 'node:fs/promises';

/** The password, or how to come by the one that is valid now. */
export type Password = string | (() => string | Promise<string>);

/** Reads the file at every new connection: a rotated secret needs no restart. The line end behind it is no part of it. */
export function passwordFromFile(path: string): Password {
  return async () => (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
}
