import { gauge, type Measure } from '../measure.ts';

export interface ServiceFacts {
  /** Version, mode, database and the like: they do not change while the process runs. */
  readonly build: Readonly<Record<string, string>>;
  /** Whether `/readyz` would say yes, as far as is known without asking. */
  readonly isOpen: () => boolean;
}

export function serviceMeasures({ build, isOpen }: ServiceFacts): readonly Measure[] {
  return [
    {
      name: 'luna_build_info',
      help: 'Always 1; its labels say what runs',
      type: 'gauge',
      labels: Object.keys(build),
      read: () => [{ value: 1, labels: build }],
    },
    gauge('luna_open', '1 while requests can be served, 0 before that and while the service closes', () =>
      isOpen() ? 1 : 0,
    ),
  ];
}
