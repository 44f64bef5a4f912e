import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseHost, fits } from './chooseHost.ts';
import type { HostRole, ProbedHost } from './hostDriver.ts';
import { Timelines } from './timelines.ts';

const TARGETS = ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'] as const;

function host(port: number, role: HostRole): ProbedHost<unknown> {
  const openPool = () => {
    throw new Error('nothing is opened here');
  };
  return { address: { host: 'h', ip: 'h', port }, role, openPool };
}

const primary = (port: number, more: Partial<HostRole> = {}) =>
  host(port, { kind: 'primary', readOnly: false, ...more });
const standby = (port: number) => host(port, { kind: 'standby', readOnly: true, cluster: 'a' });

function choose(answered: readonly ProbedHost<unknown>[], target: (typeof TARGETS)[number], currentPort?: number) {
  const timelines = new Timelines();
  for (const { role } of answered) timelines.note(role);
  const isCurrent = ({ address }: ProbedHost<unknown>) => address.port === currentPort;
  return chooseHost(answered, { target, order: 'dsn', timelines, isCurrent })?.address.port;
}

describe('fits', () => {
  // A primary whose sessions are read-only is no place for writes, as default_transaction_read_only=on makes it.
  const writable: HostRole = { kind: 'primary', readOnly: false };
  const sealed: HostRole = { kind: 'primary', readOnly: true };
  const replica: HostRole = { kind: 'standby', readOnly: true };

  it.each([
    ['any', true, true, true],
    ['read-write', true, false, false],
    ['read-only', false, true, true],
    ['primary', true, true, false],
    ['standby', false, false, true],
    ['prefer-standby', true, true, true],
  ] as const)('%s: writable primary %s, read-only primary %s, standby %s', (target, ...expected) => {
    expect([writable, sealed, replica].map((role) => fits(role, target))).toEqual(expected);
  });
});

describe('chooseHost', () => {
  it('takes hosts in the order of the DSN', () => {
    expect(choose([standby(1), primary(2), primary(3)], 'read-write')).toBe(2);
    expect(choose([standby(1), primary(2)], 'any')).toBe(1);
  });

  it('prefers a standby only where one answers', () => {
    expect(choose([primary(1), standby(2)], 'prefer-standby')).toBe(2);
    expect(choose([primary(1)], 'prefer-standby')).toBe(1);
  });

  it('stays where it is among equals, but not for a lesser role', () => {
    expect(choose([primary(1), primary(2)], 'read-write', 2)).toBe(2);
    expect(choose([primary(1), standby(2)], 'prefer-standby', 1)).toBe(2);
  });

  it('takes the primary that was promoted last, even against the one in use', () => {
    const old = primary(1, { cluster: 'a', timeline: 1 });
    const promoted = primary(2, { cluster: 'a', timeline: 2 });
    expect(choose([old, promoted], 'read-write', 1)).toBe(2);
    expect(choose([old, promoted], 'any', 1)).toBe(2);
  });

  it('does not compare timelines of unrelated servers', () => {
    expect(
      choose([primary(1, { cluster: 'a', timeline: 1 }), primary(2, { cluster: 'b', timeline: 9 })], 'primary'),
    ).toBe(1);
  });

  it('remembers a timeline when its primary is gone', () => {
    const timelines = new Timelines();
    timelines.note({ kind: 'primary', readOnly: false, cluster: 'a', timeline: 2 });
    const old = primary(1, { cluster: 'a', timeline: 1 });
    expect(chooseHost([old], { target: 'read-write', order: 'dsn', timelines })).toBeUndefined();
  });

  it('answers one of the given hosts that fits, or none when none does', () => {
    const role = fc.record({
      kind: fc.constantFrom('primary' as const, 'standby' as const),
      readOnly: fc.boolean(),
    });
    const hosts = fc.array(role).map((roles) => roles.map((each, index) => host(index, each)));
    const order = fc.constantFrom('dsn' as const, 'random' as const);
    fc.assert(
      fc.property(hosts, fc.constantFrom(...TARGETS), order, (answered, target, way) => {
        const choice = chooseHost(answered, { target, order: way, timelines: new Timelines() });
        const fitting = answered.filter((each) => fits(each.role, target));
        if (choice) expect(fitting).toContain(choice);
        else expect(fitting).toEqual([]);
      }),
    );
  });
});
