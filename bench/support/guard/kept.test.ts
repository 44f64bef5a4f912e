import { describe, expect, it } from 'vitest';
import { type Kept, keep, type Machine, machineOf } from './kept.ts';

const amd: Machine = {
  processor: 'AuthenticAMD AMD EPYC',
  node: 20,
  cores: 2,
  load: 0.1,
  date: '2026-11-01',
  ratios: { 'two workers to one': 1.8, 'face-api to engine, 480 px': 10 },
};
const intel: Machine = { ...amd, processor: 'GenuineIntel Intel(R) Xeon(R) Processor', ratios: {} };
const kept: Kept = { machines: [amd, intel] };

describe('the machine whose ratios count', () => {
  it('has the same processor and the same major version of Node.js', () => {
    expect(machineOf(kept, { processor: amd.processor, node: 20 })).toBe(amd);
    expect(machineOf(kept, { processor: intel.processor, node: 20 })).toBe(intel);
  });

  it('is none when either differs', () => {
    expect(machineOf(kept, { processor: amd.processor, node: 24 })).toBeUndefined();
    expect(machineOf(kept, { processor: 'AuthenticAMD AMD Ryzen 9', node: 20 })).toBeUndefined();
    expect(machineOf({ machines: [] }, amd)).toBeUndefined();
  });
});

describe('keeping', () => {
  it('adds a machine and leaves the others alone', () => {
    const newer = { ...amd, node: 24, ratios: { 'two workers to one': 1.9 } };
    const { machines } = keep(kept, newer);
    expect(machines).toContainEqual(amd);
    expect(machines).toContainEqual(intel);
    expect(machineOf({ machines }, { processor: amd.processor, node: 24 })).toEqual(newer);
  });

  it('replaces what was measured; what was not stays', () => {
    const again = { ...amd, date: '2026-12-01', ratios: { 'two workers to one': 1.7 } };
    const found = machineOf(keep(kept, again), amd);
    expect(found?.date).toBe('2026-12-01');
    expect(found?.ratios).toEqual({ 'two workers to one': 1.7, 'face-api to engine, 480 px': 10 });
  });

  it('keeps three digits, in an order that does not depend on who came first', () => {
    const measured = { ...amd, load: 0.12345, ratios: { b: 1.23456, a: 12.3456 } };
    const { machines } = keep({ machines: [intel] }, measured);
    expect(machines.map(({ processor }) => processor)).toEqual([amd.processor, intel.processor]);
    expect(JSON.stringify(machines[0]?.ratios)).toBe('{"a":12.3,"b":1.23}');
    expect(machines[0]?.load).toBe(0.123);
  });
});
