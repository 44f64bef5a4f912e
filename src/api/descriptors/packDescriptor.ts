import type { Descriptors } from '../../core/descriptors/descriptors.ts';

type Descriptor = Awaited<ReturnType<Descriptors['get']>>;

/** Descriptor object (contract 20). */
export function packDescriptor(descriptor: Descriptor) {
  return {
    id: descriptor.descriptorId,
    last_update: descriptor.lastUpdate,
    person_id: descriptor.personId,
    lists: descriptor.lists,
  };
}
