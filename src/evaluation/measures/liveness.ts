import type { Observation } from '../photos/observation.ts';
import type { Photo } from '../photos/photo.ts';
import { type Rate, wilson } from './claims.ts';

/** Presentations of one kind, in the terms of ISO/IEC 30107-3. */
export interface Presentations {
  /** `living`, or the species of the attacks. */
  readonly name: string;
  readonly photos: number;
  /** Photos in which no face was found: they are in no rate. */
  readonly unanswered: number;
  /** Of attacks: taken for a living person (APCER). Of living people: taken for an attack (BPCER). */
  readonly wrong: Rate;
}

export interface LivenessErrors {
  /** Probability from which a face counts as alive. */
  readonly threshold: number;
  /** People with a name among them; 0 where the folder names nobody. */
  readonly subjects: number;
  readonly living: Presentations;
  /** By species, the worst first. A mean over species is not told: the worst one is what an attacker chooses. */
  readonly attacks: readonly Presentations[];
}

/** By the tags `live=1` or `live=0` and `attack`; undefined where no photo has them. */
export function measureLiveness(
  photos: readonly Photo[],
  observations: ReadonlyMap<string, Observation>,
  threshold: number,
): LivenessErrors | undefined {
  const shown = photos.filter(({ tags }) => tags.has('live'));
  if (shown.length === 0) return undefined;
  const told = (name: string, of: readonly Photo[], isWrong: (probability: number) => boolean): Presentations => {
    const answers = of.flatMap(({ file }) => observations.get(file)?.face?.liveness ?? []);
    const wrong = wilson(answers.filter(isWrong).length, answers.length);
    return { name, photos: of.length, unanswered: of.length - answers.length, wrong };
  };
  const attacks = shown.filter(({ tags }) => tags.get('live') !== '1');
  const speciesOf = ({ tags }: Photo) => tags.get('attack') ?? 'attack';
  return {
    threshold,
    subjects: new Set(shown.flatMap(({ identity }) => identity ?? [])).size,
    living: told(
      'living',
      shown.filter(({ tags }) => tags.get('live') === '1'),
      (probability) => probability < threshold,
    ),
    attacks: [...new Set(attacks.map(speciesOf))]
      .map((species) =>
        told(
          species,
          attacks.filter((photo) => speciesOf(photo) === species),
          (probability) => probability >= threshold,
        ),
      )
      .sort((one, other) => other.wrong.value - one.wrong.value || one.name.localeCompare(other.name)),
  };
}
