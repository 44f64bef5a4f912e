import { expect, it } from 'vitest';
import { AddressRefused } from '../app/listen/listen.ts';
import { Unavailable } from '../domain/errors.ts';
import { ModelPullFailed } from '../models/modelErrors.ts';
import { SettingsError } from '../settings/settingsError.ts';
import { EXIT } from './exitCodes.ts';
import { explainError } from './explainError.ts';

function systemError(members: Record<string, unknown>): Error {
  return Object.assign(new Error('inner text'), members);
}

it.each([
  ['bad settings', new SettingsError(['PORT = x']), EXIT.usage, 'PORT = x'],
  ['a failed fetch', new ModelPullFailed('offline', 'the registry is out of reach'), EXIT.models, 'out of reach'],
  ['a taken port', new AddressRefused('PORT = 5140: is in use'), EXIT.address, 'PORT = 5140'],
  ['a full disk', systemError({ code: 'ENOSPC', syscall: 'write', path: '/data/x' }), EXIT.dataDirectory, '/data/x'],
  ['a full disk under an open file', systemError({ code: 'ENOSPC', syscall: 'write' }), EXIT.dataDirectory, 'ENOSPC'],
  [
    'a database that cannot write',
    new Unavailable('database', 1, { cause: new Error('could not extend file') }),
    EXIT.database,
    'database is unavailable: could not extend file',
  ],
])('explains %s without a stack', (_, error, exitCode, text) => {
  const explained = explainError(error);
  expect(explained.exitCode).toBe(exitCode);
  expect(explained.message).toContain(text);
  expect(explained.message).not.toMatch(/\n\s+at /);
});

it('shows the stack of a defect', () => {
  expect(explainError(new TypeError('x is undefined'))).toMatchObject({
    exitCode: EXIT.failure,
    message: expect.stringMatching(/TypeError: x is undefined\n\s+at /),
  });
});
