import { at, type Operation, turned } from './world.ts';

/** What changes links, and what they are between. */
export const LINK_OPERATIONS: Readonly<Record<string, Operation>> = {
  'attach a descriptor to a person': ({ persons }, world, turn) =>
    persons.attachDescriptor(world.accountId, at(world.persons, turn), at(world.descriptors, turn)),
  'detach a descriptor from a person': ({ persons }, world, turn) =>
    persons.detachDescriptor(world.accountId, at(world.persons, turn), at(world.descriptors, turn)),
  'attach a person to a list': ({ links }, world, turn) =>
    links.changePerson('attach', world.accountId, at(world.persons, turn), at(world.personsLists, turn)),
  'detach a person from a list': ({ links }, world, turn) =>
    links.changePerson('detach', world.accountId, at(world.persons, turn), at(world.personsLists, turn)),
  "attach a person's descriptors to a list": ({ links }, world, turn) =>
    links.changePerson('attach', world.accountId, at(world.persons, turn), at(world.descriptorsLists, turn)),
  'detach a descriptor from a list': ({ links }, world, turn) =>
    links.changeDescriptor('detach', world.accountId, at(world.descriptors, turn), at(world.descriptorsLists, turn)),
  'attach the owner of a descriptor to a list': ({ links }, world, turn) =>
    links.changeDescriptor('attach', world.accountId, at(world.descriptors, turn), at(world.personsLists, turn)),
  'link many persons': ({ links }, world, turn) =>
    links.changeMany(turn % 3 === 0 ? 'detach' : 'attach', world.accountId, at(world.personsLists, turn), {
      personIds: turned(world.persons, turn),
    }),
  'link many descriptors': ({ links }, world, turn) =>
    links.changeMany(turn % 3 === 0 ? 'detach' : 'attach', world.accountId, at(world.descriptorsLists, turn), {
      descriptorIds: turned(world.descriptors, turn),
    }),
  'delete a person': ({ persons }, world, turn) => persons.delete(world.accountId, at(world.persons, turn)),
  'delete a list': ({ lists }, world, turn) =>
    lists.delete(world.accountId, at(turn % 2 === 0 ? world.personsLists : world.descriptorsLists, turn)),
  'delete lists': ({ lists }, world, turn) =>
    lists.deleteMany(world.accountId, turned([...world.personsLists, ...world.descriptorsLists], turn).slice(turn % 3)),
  'erase a person': ({ erasure }, world, turn) => erasure.person(world.accountId, at(world.persons, turn), 'a test'),
  'erase the account': ({ erasure }, world, turn) =>
    turn === 0 ? erasure.account(world.accountId, 'a test') : Promise.resolve(),
  'drop old portraits': ({ retention }, world) => retention.run({ accountId: world.accountId, dryRun: false }),
  'collect garbage': ({ collect }, world) => collect(world.accountId),
  'change the rule of retention': ({ retention }, world, turn) =>
    retention.set(world.accountId, { descriptorDays: 0, portraitDays: turn }),
};
