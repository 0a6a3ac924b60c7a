// Interning of field values. Without it, each decoded row would hold its own copy of "Ubuntu 22.04.3 LTS".

/** Interning stops at this many distinct values, because the field is then likely unique per machine, like a name. */
const maxValues = 256;

/** Interns the values of one field. */
export class ValueInterner {
  #known: Map<string | number, string | number> | null = new Map();

  /** Returns the first instance of an equal value. Numbers are interned too, because large ones are heap objects in V8. */
  intern(value: string | number): string | number {
    const known = this.#known;
    if (known === null) return value;
    const before = known.get(value);
    if (before !== undefined) return before;
    known.set(value, value);
    if (known.size > maxValues) this.#known = null;
    return value;
  }
}
