/**
 * Objects that examples share. The ids stand for objects of the reader's account: the API page puts the newest ones in their
 * place when a request is sent.
 */
export const EXAMPLE_ID = {
  token: '16fd2706-8baf-433b-82eb-8c7fada847da',
  person: '6fa459ea-ee8a-4ca4-894e-db77e160355e',
  otherPerson: '2e1a7c4d-5b3f-4f7a-9c0e-6d8f1b2a3c4d',
  action: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
  descriptor: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
  personsList: 'a3bb189e-8bf9-4888-9912-ace4e6543002',
  descriptorsList: 'c9bf9e57-1685-4c89-bafb-ff5af830be8a',
  handler: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
} as const;

const TIME = '2026-03-01T09:30:00.000000Z';

export const PERSON = {
  id: EXAMPLE_ID.person,
  user_data: 'Jane Doe',
  external_id: 'badge-1001',
  create_time: TIME,
  descriptors: [EXAMPLE_ID.descriptor],
  lists: [EXAMPLE_ID.personsList],
};

export const DESCRIPTOR = {
  id: EXAMPLE_ID.descriptor,
  last_update: TIME,
  person_id: EXAMPLE_ID.person,
  lists: [EXAMPLE_ID.descriptorsList],
};

export const FACE = {
  id: EXAMPLE_ID.descriptor,
  rect: { height: 212, width: 158, x: 121, y: 96 },
  score: 0.998,
  rectISO: { height: 640, width: 480, x: 0, y: 0 },
};

export const PERSON_CANDIDATE = {
  similarity: 0.987,
  person_id: EXAMPLE_ID.person,
  descriptor_id: EXAMPLE_ID.descriptor,
  user_data: 'Jane Doe',
  external_id: 'badge-1001',
};

export const DESCRIPTOR_CANDIDATE = { id: EXAMPLE_ID.descriptor, similarity: 0.987 };
