/** Something that requests depend on. */
export interface Dependency {
  readonly name: string;
  /** Resolves when it answers, rejects otherwise. */
  check(): Promise<void>;
}

/** What `/healthcheck` asks. */
export interface Health {
  /** Asked always: without it no request succeeds. */
  readonly database: Dependency;
  /** Asked by `include_luna_services=1`: what stands in for the services of LUNA PLATFORM. */
  readonly services: readonly Dependency[];
  /** Descriptors that no search finds, by the model that made them; undefined when there are none. */
  otherModels(): Readonly<Record<string, number>> | undefined;
}

export interface CheckedDependency {
  readonly name: string;
  /** Seconds. */
  readonly seconds: number;
  /** Why it does not answer; undefined when it does. */
  readonly failure: { readonly cause: unknown } | undefined;
}

/** Asks all at the same time, and waits for all of them. */
export function checkAll(dependencies: readonly Dependency[]): Promise<CheckedDependency[]> {
  return Promise.all(
    dependencies.map(async ({ name, check }) => {
      const start = performance.now();
      const failure = await check().then(
        () => undefined,
        (cause: unknown) => ({ cause }),
      );
      return { name, seconds: (performance.now() - start) / 1000, failure };
    }),
  );
}
