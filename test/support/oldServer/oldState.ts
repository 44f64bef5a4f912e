import { randomUUID } from 'node:crypto';

export interface OldPerson {
  readonly id: string;
  user_data: string;
  external_id: string | null;
  readonly create_time: string;
  readonly descriptors: string[];
}

export interface OldList {
  readonly id: string;
  readonly kind: 'persons' | 'descriptors';
  list_data: string;
  readonly members: Set<string>;
}

export interface OldDescriptor {
  readonly id: string;
  last_update: string;
  /** Undefined: the image store has lost it. */
  portrait: Buffer | undefined;
  /** SHA-256 or the like of the photo: what a stand-in for a net compares. */
  readonly print: string;
}

/** What one account holds; all in memory, newest last. */
export class OldAccount {
  readonly email: string;
  readonly password: string;
  readonly organizationName: string;
  suspended = false;
  readonly tokens = new Map<string, string>();
  readonly persons = new Map<string, OldPerson>();
  readonly lists = new Map<string, OldList>();
  readonly descriptors = new Map<string, OldDescriptor>();
  readonly #newId: () => string;
  #clock = Date.UTC(2019, 3, 1);

  constructor(email: string, password: string, organizationName: string, newId: () => string = randomUUID) {
    this.#newId = newId;
    this.email = email;
    this.password = password;
    this.organizationName = organizationName;
  }

  /** Six decimals, as LUNA PLATFORM 3 wrote times; a second apart. */
  tick(): string {
    this.#clock += 1000;
    return `${new Date(this.#clock).toISOString().slice(0, -1)}000Z`;
  }

  addToken(data = ''): string {
    const token = this.#newId();
    this.tokens.set(token, data);
    return token;
  }

  addPerson(userData = '', externalId: string | null = null): OldPerson {
    const person = {
      id: this.#newId(),
      user_data: userData,
      external_id: externalId,
      create_time: this.tick(),
      descriptors: [],
    };
    this.persons.set(person.id, person);
    return person;
  }

  addList(kind: OldList['kind'], data = ''): OldList {
    const list = { id: this.#newId(), kind, list_data: data, members: new Set<string>() };
    this.lists.set(list.id, list);
    return list;
  }

  addDescriptor(portrait: Buffer | undefined, print: string = randomUUID(), owner?: OldPerson): OldDescriptor {
    const descriptor = { id: this.#newId(), last_update: this.tick(), portrait, print };
    this.descriptors.set(descriptor.id, descriptor);
    owner?.descriptors.push(descriptor.id);
    return descriptor;
  }

  ownerOf(descriptorId: string): OldPerson | undefined {
    return [...this.persons.values()].find(({ descriptors }) => descriptors.includes(descriptorId));
  }

  listsOf(member: string): string[] {
    return [...this.lists.values()].filter(({ members }) => members.has(member)).map(({ id }) => id);
  }
}
