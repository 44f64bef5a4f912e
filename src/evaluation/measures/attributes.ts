import type { Observation, ObservedFace } from '../photos/observation.ts';
import type { Photo } from '../photos/photo.ts';
import { type Rate, wilson } from './claims.ts';

/** How often an estimate is right, over all and in each group of the labels. */
export interface ClassErrors {
  readonly what: string;
  readonly rows: readonly { readonly group: string; readonly right: Rate }[];
}

/** How far the age is off, in years. */
export interface AgeErrors {
  readonly rows: readonly {
    readonly group: string;
    readonly photos: number;
    readonly meanError: number;
    readonly bias: number;
  }[];
}

export interface AttributeErrors {
  readonly classes: readonly ClassErrors[];
  readonly age: AgeErrors | undefined;
}

/** Labels as folders have them, by the engine's names. */
const EMOTION_NAMES: Readonly<Record<string, string>> = {
  angry: 'anger',
  happy: 'happiness',
  sad: 'sadness',
  surprised: 'surprise',
  scared: 'fear',
  disgusted: 'disgust',
};
const ORIGIN_NAMES: Readonly<Record<string, string>> = { white: 'caucasian', black: 'african_american' };

interface Labelled {
  readonly photo: Photo;
  readonly face: ObservedFace;
}

/** Undefined where the folder has no labels of these, or the engine was not asked. */
export function measureAttributes(
  photos: readonly Photo[],
  observations: ReadonlyMap<string, Observation>,
): AttributeErrors | undefined {
  const seen = photos.flatMap((photo): Labelled[] => {
    const face = observations.get(photo.file)?.face;
    return face ? [{ photo, face }] : [];
  });
  const classes = [
    classErrors('gender', seen, 'gender', (label) => label, genderOf),
    classErrors(
      'emotion',
      seen,
      'emotion',
      (label) => EMOTION_NAMES[label] ?? label,
      ({ emotions }) => highest(emotions),
    ),
    classErrors(
      'origin',
      seen,
      'race',
      (label) => ORIGIN_NAMES[label] ?? label,
      ({ ethnicities }) => highest(ethnicities),
    ),
  ].filter((each) => each !== undefined);
  const age = ageErrors(seen);
  return classes.length === 0 && !age ? undefined : { classes, age };
}

function classErrors(
  what: string,
  seen: readonly Labelled[],
  tag: string,
  named: (label: string) => string,
  told: (face: ObservedFace) => string | undefined,
): ClassErrors | undefined {
  const judged = seen.flatMap(({ photo, face }) => {
    const label = photo.tags.get(tag);
    const answer = told(face);
    return label === undefined || answer === undefined ? [] : [{ photo, label, isRight: named(label) === answer }];
  });
  if (judged.length === 0) return undefined;
  const rows = [...groupsOf(judged)].map(([group, of]) => ({
    group,
    right: wilson(of.filter(({ isRight }) => isRight).length, of.length),
  }));
  return { what, rows };
}

function ageErrors(seen: readonly Labelled[]): AgeErrors | undefined {
  const judged = seen.flatMap(({ photo, face }) => {
    const label = photo.tags.get('age');
    return label === undefined || face.age === undefined ? [] : [{ photo, off: face.age - Number(label) }];
  });
  if (judged.length === 0) return undefined;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const rows = [...groupsOf(judged)].map(([group, of]) => ({
    group,
    photos: of.length,
    meanError: mean(of.map(({ off }) => Math.abs(off))),
    bias: mean(of.map(({ off }) => off)),
  }));
  return { rows };
}

/** All of them, and those of each group. */
function groupsOf<Item extends { readonly photo: Photo }>(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>([['all', [...items]]]);
  for (const item of items) {
    for (const name of groupNames(item.photo)) groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return new Map(
    [...groups].sort(
      ([a], [b]) => Number(b === 'all') - Number(a === 'all') || a.localeCompare(b, 'en', { numeric: true }),
    ),
  );
}

/** What else photos say: not of people, or in too many values for groups. */
const NO_GROUPS = new Set(['boxes', 'faces', 'note', 'group', 'live', 'attack']);

/** `gender=female` and the like; ages in bands. */
export function groupNames({ tags }: Photo): string[] {
  return [...tags]
    .filter(([key]) => !NO_GROUPS.has(key))
    .map(([key, value]) => (key === 'age' ? `age=${ageBand(Number(value))}` : `${key}=${value}`));
}

/** A name for a range of years. */
export function ageBand(years: number): string {
  const from = years < 10 ? 0 : years < 20 ? 10 : years < 40 ? 20 : years < 60 ? 40 : 60;
  return { 0: '0–9', 10: '10–19', 20: '20–39', 40: '40–59', 60: '60+' }[from] ?? '';
}

function genderOf({ gender }: ObservedFace): string | undefined {
  return gender === undefined ? undefined : gender >= 0.5 ? 'male' : 'female';
}

function highest(shares: Readonly<Record<string, number>> | undefined): string | undefined {
  return shares && Object.entries(shares).sort(([, a], [, b]) => b - a)[0]?.[0];
}
