import { readFileSync } from 'node:fs';

/** `package.json` lies one folder above this file's, in the source tree and in the build. */
export function appVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
