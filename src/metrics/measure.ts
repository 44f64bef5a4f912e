/** A value, and by which labels it is told apart from others of its name. */
export interface Sample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A number, or several told apart by labels, that is read when a page of metrics is asked for. */
export interface Measure {
  readonly name: string;
  /** A short help text for the name. */
  readonly help: string;
  /** `counter`: since the start of the process, it never falls. */
  readonly type: 'gauge' | 'counter';
  readonly labels?: readonly string[];
  /** Undefined: there is nothing to tell now. */
  read(): number | readonly Sample[] | undefined;
}

/** A gauge without labels. */
export function gauge(name: string, help: string, read: () => number | undefined): Measure {
  return { name, help, type: 'gauge', read };
}

/** A counter without labels. */
export function counter(name: string, help: string, read: () => number | undefined): Measure {
  return { name, help, type: 'counter', read };
}

/** A measure whose samples differ in one label. */
export function byLabel(
  shape: Pick<Measure, 'name' | 'help' | 'type'>,
  label: string,
  read: () => Iterable<readonly [string, number]>,
): Measure {
  return {
    ...shape,
    labels: [label],
    read: () => Array.from(read(), ([name, value]) => ({ value, labels: { [label]: name } })),
  };
}
