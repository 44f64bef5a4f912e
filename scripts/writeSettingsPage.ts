/** `npm run docs:settings`: writes docs/settings.md anew. `.ci/run` fails when that changes the committed page. */
import { writeFileSync } from 'node:fs';
import { renderSettingsPage } from '../src/settings/settingsPage.ts';

writeFileSync(new URL('../docs/settings.md', import.meta.url), renderSettingsPage());
