/**
 * Keeps the last answer: `make` is called again only when one of `parts` is another value than last time. For lines that
 * are read after each key and seldom change.
 */
export function remembering<T>(): (parts: readonly unknown[], make: () => T) => T {
  let last: {readonly parts: readonly unknown[]; readonly value: T} | undefined;
  return (parts, make) => {
    if (last && isSame(last.parts, parts)) return last.value;
    last = {parts, value: make()};
    return last.value;
  };
}

function isSame(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (!Object.is(left[index], right[index])) return false;
  return true;
}

/** Keeps the answer about the last thing asked about: for what several readers ask of the same model, one after the other. */
export function ofLast<Key extends object, T>(make: (key: Key) => T): (key: Key) => T {
  let last: {readonly key: Key; readonly value: T} | undefined;
  return key => {
    if (last?.key !== key) last = {key, value: make(key)};
    return last.value;
  };
}
