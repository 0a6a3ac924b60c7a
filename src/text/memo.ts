// Memoised functions.

/**
 * Memoises a pure function for at most `2 * limit` keys. When the newer generation of `limit` keys is full, the older one is
 * dropped, so that neither a long session nor hostile input makes the cache grow.
 */
export function memo<Key, Value>(limit: number, compute: (key: Key) => Value): (key: Key) => Value {
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();
  return key => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const value = old.get(key) ?? compute(key);
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    return value;
  };
}

/**
 * Caches the last value of `make`, which is called again only if one of `parts` is not the same value (Object.is) as in the
 * previous call. For lines that are read after each key and seldom change.
 */
export function memoLast<T>(): (parts: readonly unknown[], make: () => T) => T {
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

/** Memoises a function of one object for the last argument only. For values that several readers take from the same model. */
export function memoByModel<Key extends object, T>(make: (key: Key) => T): (key: Key) => T {
  let last: {readonly key: Key; readonly value: T} | undefined;
  return key => {
    if (last?.key !== key) last = {key, value: make(key)};
    return last.value;
  };
}
