// Look-ups by names that may come from outside: from the API, a file, the command line or the environment.

/**
 * The record's own value under this name, or undefined. `record[name]` would also find what every object inherits, such as
 * `constructor` and `toString`. test/house/tidy.test.ts refuses it everywhere else.
 */
export function own<T>(record: Readonly<Record<string, T>> | null | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
