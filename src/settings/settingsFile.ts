import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SettingsError } from './settingsError.ts';

/**
 * Members of a YAML or JSON settings file (JSON is YAML), names as written.
 * @throws SettingsError when the file cannot be read or is not one mapping of names to values
 */
export function readSettingsFile(path: string): ReadonlyMap<string, unknown> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError([`settings file ${path} cannot be read: ${reason(error)}`]);
  }
  return parseSettings(text, path);
}

/**
 * What a text in YAML or JSON sets.
 * @throws SettingsError when it is not one mapping of names to values
 */
export function parseSettings(text: string, path: string): ReadonlyMap<string, unknown> {
  // Not imported above: most starts have no such file.
  const { parse }: typeof import('yaml') = createRequire(import.meta.url)('yaml');
  let document: unknown;
  try {
    // A map keeps names like __proto__ as names; references cannot blow up into gigabytes; warnings would quote the text.
    document = parse(text, { mapAsMap: true, maxAliasCount: 0, logLevel: 'error' });
  } catch (error) {
    throw new SettingsError([`settings file ${path} is neither YAML nor JSON: ${reason(error)}`]);
  }
  if (document === null) return new Map();
  if (!(document instanceof Map)) throw new SettingsError([`settings file ${path} must hold NAME: value lines`]);
  return new Map([...document].map(([name, value]) => [String(name), value]));
}

/** First line only: the parser adds an excerpt of the text, which may hold a password. */
function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
