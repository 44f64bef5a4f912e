import { counter, gauge, type Measure } from '../measure.ts';

export interface BodyCounts {
  readonly taken: number;
  readonly limit: number;
  readonly refused: number;
}

/** Memory of bodies under way (`BODY_MEMORY_LIMIT`). */
export function bodyMeasures(bodies: BodyCounts): readonly Measure[] {
  return [
    gauge('luna_bodies_bytes', 'Memory that bodies under way have taken', () => bodies.taken),
    gauge('luna_bodies_limit_bytes', 'Memory that bodies under way may take', () => bodies.limit),
    counter('luna_bodies_refused_total', 'Bodies that found no room', () => bodies.refused),
  ];
}
