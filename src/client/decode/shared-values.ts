// Values that most machines of a fleet share, kept once: each decoded row brings its own copy of "Ubuntu 22.04.3 LTS".

/** A field with more values than this has a value of its own for most machines, like a name. */
const mostValues = 256;

/** The values of one field. */
export class CommonValues {
  #known: Map<string | number, string | number> | null = new Map();

  /** The same value, as the one that came first: large numbers are objects of the engine like texts. */
  share(value: string | number): string | number {
    const known = this.#known;
    if (known === null) return value;
    const before = known.get(value);
    if (before !== undefined) return before;
    known.set(value, value);
    if (known.size > mostValues) this.#known = null;
    return value;
  }
}
