import type { Settings } from '../schema.ts';
import { BUILT_IN_EMBEDDERS } from './vision.ts';

/** Own models that are named although no manifest can bring them: the name was misspelt, or `MODEL_MANIFESTS` forgotten. */
export function ownModelProblems({
  MODEL_MANIFESTS,
  EMBEDDER,
  DETECTOR,
  LIVENESS_NET,
}: Pick<Settings, 'MODEL_MANIFESTS' | 'EMBEDDER' | 'DETECTOR' | 'LIVENESS_NET'>): string[] {
  if (MODEL_MANIFESTS !== '') return [];
  const rules = [
    { name: 'EMBEDDER', value: EMBEDDER, known: ['auto', ...BUILT_IN_EMBEDDERS] },
    { name: 'DETECTOR', value: DETECTOR, known: ['built-in'] },
    { name: 'LIVENESS_NET', value: LIVENESS_NET, known: ['built-in'] },
  ];
  return rules
    .filter(({ value, known }) => !known.includes(value))
    .map(
      ({ name, value, known }) =>
        `${name} = ${value}: must be ${known.length > 1 ? 'one of ' : ''}${known.join(', ')}, or MODEL_MANIFESTS must bring a model of that name`,
    );
}
