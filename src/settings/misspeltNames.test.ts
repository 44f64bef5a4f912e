import { expect, it } from 'vitest';
import { misspeltNames } from './misspeltNames.ts';
import { settingList } from './schema.ts';

const KNOWN = settingList.map(({ name }) => name);

it.each([
  ['DATADIR', 'DATA_DIR'],
  ['data_dir', 'DATA_DIR'],
  ['DATA-DIR', 'DATA_DIR'],
  ['DATA_DRI', 'DATA_DIR'],
  ['DBTYPE', 'DB_TYPE'],
  ['DB_PASWORD', 'DB_PASSWORD'],
  ['ADMIN_KEYS', 'ADMIN_KEY'],
  ['COMPATABILITY', 'COMPATIBILITY'],
])('%s means %s', (name, meant) => {
  expect(misspeltNames([name], KNOWN)).toEqual([{ name, meant }]);
});

it('leaves names of others alone', () => {
  const others = [
    'HOME',
    'HOSTNAME',
    'Host',
    'port',
    'PORTS',
    'DB_HOSTS',
    'DB_USERNAME',
    'LOGNAME',
    'DATA',
    'PWD',
    '_',
  ];
  expect(misspeltNames(others, KNOWN)).toEqual([]);
});

it('takes no setting for another one misspelt', () => {
  expect(misspeltNames(KNOWN, KNOWN)).toEqual([]);
});
