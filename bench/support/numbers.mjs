// Statistics of measured values.

/** The quantile `share` (0 to 1) of the values. */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = values => quantile(values, 0.5);
