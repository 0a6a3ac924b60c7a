/**
 * A pure function that remembers its answers, for at most about twice `limit` keys: the older half is forgotten at once
 * when the newer half is full, so that neither a long session nor hostile input grows it.
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
