export interface SoakPerson {
  readonly personId: string;
  readonly descriptorId: string;
  userData: string;
  /** Calls under way that read it: it is not taken before they have ended. */
  readers: number;
}

/** The people that the server has acknowledged. What is changed or erased is taken out first, so that no call meets another's change. */
export class People {
  readonly #all: SoakPerson[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  get count(): number {
    return this.#all.length;
  }

  all(): readonly SoakPerson[] {
    return this.#all;
  }

  add(person: SoakPerson): void {
    this.#all.push(person);
  }

  any(): SoakPerson | undefined {
    return this.#all[Math.floor(this.#random() * this.#all.length)];
  }

  /** Takes one out that nobody reads. */
  take(): SoakPerson | undefined {
    const index = Math.floor(this.#random() * this.#all.length);
    const person = this.#all[index];
    if (!person || person.readers > 0) return undefined;
    const last = this.#all.pop() as SoakPerson;
    if (last !== person) this.#all[index] = last;
    return person;
  }
}
