import type { ObservedFace } from '../photos/observation.ts';
import { ageBand } from './attributes.ts';

/** What the engine estimates of a person, over all photos. */
interface Person {
  photos: number;
  gender: number;
  age: number;
  readonly origins: Map<string, number>;
}

/**
 * Groups by what the engine takes people for: `gender≈female`, `age≈20–39`, `origin≈caucasian`. A person is in the same groups in all photos, so
 * that no pair of one person falls between two. For folders without labels; estimates err (docs/accuracy.md), and with them these groups.
 * @returns names of groups for each row
 */
export function estimatedGroups(
  rows: readonly ({ readonly identity: string | undefined; readonly face: ObservedFace } | undefined)[],
): string[][] {
  const people = new Map<string, Person>();
  for (const row of rows) {
    if (!row?.identity || row.face.gender === undefined || row.face.age === undefined) continue;
    const person = people.get(row.identity) ?? { photos: 0, gender: 0, age: 0, origins: new Map() };
    person.photos++;
    person.gender += row.face.gender;
    person.age += row.face.age;
    for (const [origin, share] of Object.entries(row.face.ethnicities ?? {})) {
      person.origins.set(origin, (person.origins.get(origin) ?? 0) + share);
    }
    people.set(row.identity, person);
  }
  const names = new Map([...people].map(([identity, person]) => [identity, namesOf(person)]));
  return rows.map((row) => names.get(row?.identity ?? '') ?? []);
}

function namesOf({ photos, gender, age, origins }: Person): string[] {
  const [origin] = [...origins].sort(([, one], [, other]) => other - one)[0] ?? [];
  return [
    `gender≈${gender / photos >= 0.5 ? 'male' : 'female'}`,
    `age≈${ageBand(age / photos)}`,
    ...(origin === undefined ? [] : [`origin≈${origin}`]),
  ];
}
