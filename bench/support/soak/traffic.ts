import { setTimeout as pause } from 'node:timers/promises';
import type { SoakClient } from './client.ts';
import { People, type SoakPerson } from './people.ts';

export interface TrafficOptions {
  readonly client: SoakClient;
  readonly photo: Uint8Array;
  /** Lists of persons; each person is in one of them. */
  readonly lists: readonly string[];
  readonly connections: number;
  /** Of the connections, those that send photos, one after the other without a pause: the face engine has always work. */
  readonly photographers: number;
  /** Longest pause of the others between two calls; every length up to it is as likely. */
  readonly pauseMs: number;
  /** Persons from whose number on as many are erased as are made: all that is kept is bounded. */
  readonly population: number;
  readonly random: () => number;
}

export interface Traffic {
  readonly people: People;
  /** Persons that were erased, the last thousand. */
  readonly erased: readonly string[];
  /** Does work while no call is under way; then all go on. */
  whileQuiet<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when every call has ended. */
  stop(): Promise<void>;
}

const KEPT_ERASED = 1000;
const TRY_AGAIN_MS = 5;
/** Who failed waits as a client would: errors must not become a storm of their own. */
const AFTER_ERROR_MS = 1000;

/** What a site does all day: photos come in and are enrolled, looked for and erased, and many more calls read and change persons. */
export function startTraffic(options: TrafficOptions): Traffic {
  const { client, photo, lists, connections, photographers, pauseMs, population, random } = options;
  const people = new People(random);
  const erased: string[] = [];
  let running = true;
  let quiet: Promise<unknown> | undefined;
  let busy = 0;
  const listOf = ({ personId }: SoakPerson) => lists[personId.charCodeAt(0) % lists.length] as string;
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;

  async function enrol(): Promise<void> {
    const { faces } = await client.json<{ faces: readonly { id: string }[] }>('extract and store', {
      method: 'POST',
      path: '/4/storage/descriptors',
      image: photo,
    });
    const descriptorId = faces[0]?.id ?? '';
    const userData = `person ${client.calls}`;
    const { person_id: personId } = await client.json<{ person_id: string }>('create person', {
      method: 'POST',
      path: '/4/storage/persons',
      json: { user_data: userData },
    });
    const person = { personId, descriptorId, userData, readers: 0 };
    await client.call('attach descriptor', {
      method: 'PATCH',
      path: `/4/storage/persons/${personId}/linked_descriptors?do=attach&descriptor_id=${descriptorId}`,
    });
    await client.call('attach to list', {
      method: 'PATCH',
      path: `/4/storage/persons/${personId}/linked_lists?do=attach&list_id=${listOf(person)}`,
    });
    people.add(person);
  }

  async function eraseOne(): Promise<void> {
    let person = people.take();
    // As many go as come: the one that was hit upon may be read by a call under way.
    for (; !person; person = people.take()) await pause(TRY_AGAIN_MS);
    await client.call('erase person', {
      method: 'POST',
      path: '/ext/1/actions/erase',
      json: { person_id: person.personId },
    });
    erased.push(person.personId);
    if (erased.length > KEPT_ERASED) erased.shift();
  }

  async function photograph(): Promise<void> {
    if (random() < 0.3) {
      await client.call('search by photo', {
        method: 'POST',
        path: `/4/matching/search?list_id=${one(lists)}`,
        image: photo,
      });
    } else if (people.count < population) await enrol();
    else await allEnded([enrol(), eraseOne()]);
  }

  async function reading(work: (person: SoakPerson) => Promise<unknown>): Promise<void> {
    const person = people.any();
    if (!person) return;
    person.readers++;
    await work(person).finally(() => {
      person.readers--;
    });
  }

  async function change(): Promise<void> {
    const person = people.take();
    if (!person) return;
    person.userData = `changed ${client.calls}`;
    await client.call('change person', {
      method: 'PATCH',
      path: `/4/storage/persons/${person.personId}`,
      json: { user_data: person.userData },
    });
    people.add(person);
  }

  async function office(): Promise<void> {
    const chance = random();
    if (chance < 0.5)
      await reading(({ personId }) =>
        client.call('get person', { method: 'GET', path: `/4/storage/persons/${personId}` }),
      );
    else if (chance < 0.6)
      await reading(({ descriptorId }) =>
        client.call('get portrait', { method: 'GET', path: `/4/storage/portraits/${descriptorId}` }),
      );
    else if (chance < 0.65)
      await client.call('page of persons', { method: 'GET', path: '/4/storage/persons?page=1&page_size=20' });
    else if (chance < 0.85)
      await reading((person) =>
        client.call('identify', {
          method: 'POST',
          path: `/4/matching/identify?descriptor_id=${person.descriptorId}&list_id=${listOf(person)}`,
        }),
      );
    else await change();
  }

  async function worker(work: () => Promise<void>, longestPauseMs: number): Promise<void> {
    while (running) {
      while (quiet) await quiet;
      busy++;
      // The client has noted what failed; an acknowledged change that is unsure is not in `people` any more.
      const failed = await work().then(
        () => false,
        () => true,
      );
      busy--;
      if (failed) await pause(AFTER_ERROR_MS);
      if (longestPauseMs > 0) await pause(random() * longestPauseMs);
    }
  }

  const workers = Array.from({ length: connections }, (_, index) =>
    index < photographers ? worker(photograph, 0) : worker(office, pauseMs),
  );
  return {
    people,
    erased,
    whileQuiet: async (work) => {
      const worked = (async () => {
        do await pause(TRY_AGAIN_MS);
        while (busy > 0);
        return work();
      })();
      quiet = worked.catch(() => {});
      return worked.finally(() => {
        quiet = undefined;
      });
    },
    stop: async () => {
      running = false;
      await Promise.all(workers);
    },
  };
}

/** Unlike `Promise.all` it leaves nothing under way. @throws the first failure */
async function allEnded(works: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) if (result.status === 'rejected') throw result.reason;
}
