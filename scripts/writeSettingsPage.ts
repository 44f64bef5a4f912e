/**
 * `npm run docs:settings` writes docs/settings.md anew; `npm run docs:check` fails when the committed page is not what
 * the schema gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { renderSettingsPage } from '../src/settings/settingsPage.ts';

const page = new URL('../docs/settings.md', import.meta.url);
if (!process.argv.includes('--check')) {
  writeFileSync(page, renderSettingsPage());
} else if (readFileSync(page, 'utf8') !== renderSettingsPage()) {
  process.stderr.write('docs/settings.md is stale: run `npm run docs:settings`\n');
  process.exitCode = 1;
}
