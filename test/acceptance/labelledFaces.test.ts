import { beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../support/run/needs.ts';
import {
  attachDescriptor,
  createPerson,
  type EnrolledPerson,
  expectBody,
  extract,
  first,
  type PersonCandidate,
  postImage,
} from './support/objects.ts';
import { hasLabelledFaces, labelledPhoto, NO_LABELLED_FACES } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

const PEOPLE = [
  'Ariel_Sharon',
  'Colin_Powell',
  'George_W_Bush',
  'Hugo_Chavez',
  'Tony_Blair',
  'Vladimir_Putin',
] as const;
const lfw = (name: string, number: number) =>
  labelledPhoto(`lfw/${name}/${name}_${String(number).padStart(4, '0')}.jpg`);

describe('labelled faces', needs(hasLabelledFaces, NO_LABELLED_FACES), () => {
  suite('labelled faces', (server) => {
    let me: Account;
    const enrolled = new Map<string, EnrolledPerson>();
    beforeAll(async () => {
      me = await server.newAccount();
      for (const name of PEOPLE) {
        const person = await createPerson(me.api, { user_data: name });
        const descriptors: string[] = [];
        for (const number of [1, 2]) {
          const { id } = first((await extract(me.api, lfw(name, number))).faces);
          await attachDescriptor(me.api, person, id);
          descriptors.push(id);
        }
        enrolled.set(name, { person, descriptors });
      }
    });

    test.each(PEOPLE)('[50 search] a third photo of %s finds him first', async (name) => {
      const person_ids = [...enrolled.values()].map(({ person }) => person);
      const answer = await me.api.post('/matching/search', {
        body: lfw(name, 3),
        type: 'image/jpeg',
        query: { person_ids, limit: 2 },
      });
      const { candidates } = expectBody<{ candidates: PersonCandidate[] }>(answer, 201);
      const [best, second] = candidates;
      expect(best?.user_data).toBe(name);
      expect(best?.similarity).toBeGreaterThan(0.6);
      expect(second?.similarity).toBeLessThan(0.5);
    });

    test.each([
      ['016_8', 8],
      ['015_6', 6],
      ['011_3', 3],
      ['001_A', 1],
    ])('[20 response] detect/%s has %i faces', async (name, count) => {
      expect(
        (await extract(me.api, labelledPhoto(`detect/${name}.jpg`), { extract_descriptor: 0 })).faces,
      ).toHaveLength(count);
    });

    test('[20 errors] a landscape has none: 500/4003', async () => {
      server.expectError(await postImage(me.api, labelledPhoto('detect/017_0.jpg')), 500, 4003);
    });

    test('[20 attributes] gender of men is near 1', async () => {
      for (const name of PEOPLE) {
        const { faces } = await extract(me.api, lfw(name, 4), { estimate_attributes: 1, extract_descriptor: 0 });
        expect(first(faces).attributes?.gender).toBeGreaterThan(0.5);
      }
    });

    test('[20 attributes] a happy face is happy, a neutral one is not', async () => {
      const emotion = async (path: string) => {
        const { faces } = await extract(me.api, labelledPhoto(path), { estimate_emotions: 1, extract_descriptor: 0 });
        return first(faces).attributes?.emotions?.predominant_emotion;
      };
      expect(await emotion('yale/subject01_happy.jpg')).toBe('happiness');
      expect(await emotion('yale/subject01_normal.jpg')).not.toBe('happiness');
    });
  });
});
