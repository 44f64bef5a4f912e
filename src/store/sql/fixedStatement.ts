import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Dialect, StoreContext } from '../ports/dialect.ts';

/** Where the value of that number goes. */
class Place {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/**
 * A statement that is built and compiled once for a dialect and a number of values, and then sent with others in their
 * places: to build it costs more than the rest of what this side does for a small one. Values are plain, and nothing in
 * `build` may look at them.
 */
export function fixedStatement<Values extends readonly unknown[], Row>(
  build: (context: StoreContext, ...values: Values) => Compilable<Row>,
): (context: StoreContext, ...values: Values) => Promise<QueryResult<Row>> {
  const known = new WeakMap<Dialect, CompiledQuery<Row>[]>();
  return (context, ...values) => {
    const { db, dialect } = context;
    const byLength = known.get(dialect) ?? [];
    if (byLength.length === 0) known.set(dialect, byLength);
    let compiled = byLength[values.length];
    if (!compiled) {
      // Nothing between here and the compiled parameters asks what they are.
      const places = values.map((_, index) => new Place(index)) as unknown as Values;
      compiled = build(context, ...places).compile();
      byLength[values.length] = compiled;
    }
    const parameters = compiled.parameters.map((each) => (each instanceof Place ? values[each.index] : each));
    return db.executeQuery({ ...compiled, parameters });
  };
}
