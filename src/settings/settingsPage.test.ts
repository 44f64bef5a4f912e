import { expect, it } from 'vitest';
import { settingList } from './schema.ts';
import { renderSettingsPage } from './settingsPage.ts';

it('has one row a setting, four cells each, and names the file of a secret', () => {
  const rows = renderSettingsPage()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows).toHaveLength(settingList.length);
  for (const row of rows) expect(row.split(' | ')).toHaveLength(4);
  expect(rows.find((row) => row.includes('`DB_PASSWORD`'))).toContain('`DB_PASSWORD_FILE`');
});
