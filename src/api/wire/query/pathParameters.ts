import { type AnyId, type DescriptorId, parseId } from '../../../domain/ids.ts';
import type { PathParameter } from '../../operations/operation.ts';

/** A UUID4 in the path. */
export function pathId<Id extends AnyId>(description: string): PathParameter<Id> {
  return { description, read: (raw) => parseId<Id>(raw) };
}

export interface PortraitName {
  readonly descriptorId: DescriptorId;
  /** Side of a thumbnail in pixels; absent for the portrait itself. */
  readonly side?: number;
}

const PORTRAIT_NAME = /^([0-9a-f-]{36})(?:_([0-9]+))?$/i;

/** `<descriptor id>` or `<descriptor id>_<side>` (contract 20). */
export const portraitName: PathParameter<PortraitName> = {
  description: 'Descriptor id, for a thumbnail followed by an underscore and its side in pixels',
  read(raw) {
    const [, id = '', side] = PORTRAIT_NAME.exec(raw) ?? [];
    const descriptorId = parseId<DescriptorId>(id);
    if (descriptorId === undefined) return undefined;
    return { descriptorId, ...(side !== undefined && { side: Number(side) }) };
  },
};
