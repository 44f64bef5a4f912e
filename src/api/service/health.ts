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
}

export interface CheckedDependency {
  readonly name: string;
  /** Seconds. */
  readonly execution_time: number;
  readonly last_check_time: string;
}

/** Asks all at the same time. @throws the first failure */
export function checkAll(dependencies: readonly Dependency[]): Promise<CheckedDependency[]> {
  return Promise.all(
    dependencies.map(async ({ name, check }) => {
      const start = performance.now();
      await check();
      const seconds = (performance.now() - start) / 1000;
      return { name, execution_time: seconds, last_check_time: new Date().toISOString() };
    }),
  );
}
