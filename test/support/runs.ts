// Number of runs of property tests.

/** Number of runs of a property test, reduced by --quick. */
export function runs(full: number): {numRuns: number} {
  return {numRuns: process.env.PAPERTOP_QUICK === '1' ? Math.max(10, Math.ceil(full / 10)) : full};
}
