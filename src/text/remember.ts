/**
 * Keeps the last answer: `make` is called again only when one of `parts` is another value than last time. For lines that
 * are read after each key and seldom change.
 */
export function remembering<T>(): (parts: readonly unknown[], make: () => T) => T {
  let last: {readonly parts: readonly unknown[]; readonly value: T} | undefined;
  return (parts, make) => {
    const isSame =
      last?.parts.length === parts.length && last.parts.every((part, index) => Object.is(part, parts[index]));
    if (last && isSame) return last.value;
    last = {parts, value: make()};
    return last.value;
  };
}
