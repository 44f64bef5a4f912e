import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

it('compiled files import the bundles of libraries that have hundreds of files, and these bundles hold their licences', () => {
  const paths = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  const importing = (what: RegExp) => paths.filter((path) => what.test(readFileSync(join(DIST, path), 'utf8')));
  const own = importing(/from ['"](kysely|typebox)/).filter((path) => !path.startsWith('libraries'));
  expect(own).toEqual([]);
  for (const library of ['kysely', 'typebox', 'typeboxValue']) {
    expect(importing(new RegExp(`from '\\.[./]*/libraries/${library}\\.js'`)).length).toBeGreaterThan(0);
    const bundle = readFileSync(join(DIST, 'libraries', `${library}.js`), 'utf8');
    expect(bundle.match(/Permission is hereby granted/g)).toHaveLength(2);
  }
});
