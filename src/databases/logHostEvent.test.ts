import { expect, it } from 'vitest';
import type { HostRole } from '../failover/hostDriver.ts';
import { logHostEvent } from './logHostEvent.ts';

const address = { host: 'a', port: 5432, ip: '192.0.2.1' };

function levelOf(role: HostRole, outdated: boolean): string {
  const levels: string[] = [];
  const log = { info: () => levels.push('info'), warn: () => levels.push('warn') };
  logHostEvent({ type: 'unsuitable', address, role, outdated }, log);
  return levels.join();
}

it('a healthy standby is no warning, an old or read-only primary is one', () => {
  expect(levelOf({ kind: 'standby', readOnly: true }, false)).toBe('info');
  expect(levelOf({ kind: 'primary', readOnly: true }, false)).toBe('warn');
  expect(levelOf({ kind: 'primary', readOnly: false }, true)).toBe('warn');
});
