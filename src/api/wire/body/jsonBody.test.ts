import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TokenId } from '../../../domain/ids.ts';
import { ApiError } from '../../errors/apiError.ts';
import { compatibilityOf, type Mode } from '../../operations/compatibility.ts';
import { type JsonBody, json, optionalJson } from './jsonBody.ts';
import {
  dataText,
  idList,
  personExternalId,
  personUserData,
  registrationText,
  requiredMember,
  wordMember,
} from './members.ts';

function read<Value>(body: JsonBody<Value>, raw: string, mode: Mode = 'backport3'): Value | string {
  try {
    return body.read(
      { bytes: Buffer.from(raw), contentType: '' },
      { compatibility: compatibilityOf(mode), maxCandidates: 5 },
    );
  } catch (error) {
    if (error instanceof ApiError) return `${error.entry.code} ${error.detail}`;
    throw error;
  }
}

describe('a required body', () => {
  const body = json({ token_data: requiredMember(dataText) });

  test.each([
    ['', '12002 Request does not contain json'],
    ['{', '12002 Request does not contain json'],
    ['123', '12002 Request does not contain json'],
    ['true', '12002 Request does not contain json'],
    ['null', '12005 Request contain empty json'],
    ['""', "12003 Field 'token_data' not found in json"],
    ['[]', "12003 Field 'token_data' not found in json"],
    ['{}', "12003 Field 'token_data' not found in json"],
    ['{"__proto__": {"token_data": "x"}}', "12003 Field 'token_data' not found in json"],
    ['{"token_data": 5}', "12004 Field 'token_data' must be string"],
    ['{"token_data": null}', "12004 Field 'token_data' must be string"],
  ])('%s → %s', (raw, expected) => {
    expect(read(body, raw)).toBe(expected);
  });

  test('where only an object will do, anything else is no JSON', () => {
    const strict = json({ action: requiredMember(wordMember(['attach'])) }, { objectOnly: true });
    for (const raw of ['123', '"x"', '[]', 'null', ''])
      expect(read(strict, raw)).toBe('12002 Request does not contain json');
  });
});

test('an optional body may be empty, null or rubbish, but no scalar', () => {
  const body = optionalJson({ list_data: dataText });
  for (const raw of ['', 'null', '{', '{}']) expect(read(body, raw)).toEqual({ list_data: undefined });
  expect(read(body, '5')).toBe('12002 Request does not contain json');
});

test('length is counted in characters, not in UTF-16 units', () => {
  const body = optionalJson({ list_data: dataText });
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 140 }), (length) => {
      const emoji = '😀'.repeat(length);
      const result = read(body, JSON.stringify({ list_data: emoji }));
      if (length <= 128) expect(result).toEqual({ list_data: emoji });
      else expect(result).toBe('11015 Max length user data is 128 symbols');
    }),
  );
});

test.each(['"a\\u0000b"', '"a\\ud800b"'])('text that no database can store is refused: %s', (value) => {
  expect(read(optionalJson({ list_data: dataText }), `{"list_data": ${value}}`)).toBe(
    "12022 Failed to validate input json. Path: 'list_data',  message: 'text holds characters that cannot be stored'",
  );
});

test('persons: schema violations, or the hand-written checks of LP3', () => {
  const body = optionalJson({ user_data: personUserData, external_id: personExternalId });
  const long = JSON.stringify({ user_data: 'x'.repeat(129) });
  expect(read(body, long)).toMatch(/^12022 .*Path: 'user_data', {2}message: ''x{64}…' is too long'$/);
  expect(read(body, long, 'lp3')).toBe('11015 Max length user data is 128 symbols');
  expect(read(body, '{"external_id": 5}')).toMatch(/^12022 /);
  expect(read(body, '{"external_id": 5}', 'lp3')).toBe("12004 Field 'external_id' must be string");
  expect(read(body, '{"external_id": null}')).toEqual({ user_data: undefined, external_id: null });
  expect(read(body, JSON.stringify({ external_id: 'x'.repeat(37) }), 'lp3')).toMatch(/^12022 /);
  expect(read(body, JSON.stringify({ external_id: 'x'.repeat(36) }))).toEqual({ external_id: 'x'.repeat(36) });
});

test('registration members: absent, empty, of a wrong type', () => {
  const body = json({ organization_name: registrationText({ maxLength: 3 }) });
  expect(read(body, '{}')).toBe("12003 Field 'organization_name' not found in json");
  expect(read(body, '{"organization_name": ""}')).toBe("12009 Empty field 'organization_name'");
  expect(read(body, '{"organization_name": 7}')).toMatch(/^12022 /);
  expect(read(body, '{"organization_name": 7}', 'lp3')).toBe("12004 Field 'organization_name' must be string");
  expect(read(body, '{"organization_name": "abcd"}')).toMatch(/^12022 /);
});

test('id lists: arrays of UUID4s, each once', () => {
  const body = json({ tokens: requiredMember(idList<TokenId>()) });
  expect(read(body, '{"tokens": "x"}')).toBe("12004 Field 'tokens' must be list");
  expect(read(body, '{"tokens": [1]}')).toMatch(/^12001 Object in {2}query is not UUID4/);
  fc.assert(
    fc.property(fc.array(fc.uuid({ version: 4 })), (ids) => {
      expect(read(body, JSON.stringify({ tokens: [...ids, ...ids] }))).toEqual({ tokens: [...new Set(ids)] });
    }),
  );
});

test('JSON nested very deep is read without harm', () => {
  const deep = '['.repeat(40_000) + ']'.repeat(40_000);
  expect(read(optionalJson({ list_data: dataText }), `{"other": ${deep}, "list_data": "x"}`)).toEqual({
    list_data: 'x',
  });
});

test('a deep value in the place of a text is refused without being written out', () => {
  const deep = '['.repeat(40_000) + ']'.repeat(40_000);
  expect(read(optionalJson({ user_data: personUserData }), `{"user_data": ${deep}}`)).toBe(
    "12022 Failed to validate input json. Path: 'user_data',  message: 'an array is not of type 'string''",
  );
});
