import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingList } from './schema.ts';

const page = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| [^|]+ \| `([A-Z_]+)` \| (\d+) \| (\d+) to (\d+) \|$/gm)];

it('has a table of settings', () => {
  expect(rows.length).toBeGreaterThan(10);
});

it.each(rows.map(([, name = '', ...numbers]) => [name, numbers.map(Number)] as const))(
  '%s is as docs/limits.md says',
  (name, numbers) => {
    const schema = settingList.find((setting) => setting.name === name)?.schema;
    expect([schema?.default, schema?.minimum, schema?.maximum]).toEqual(numbers);
  },
);
