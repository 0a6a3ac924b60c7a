// Number of runs of property tests.

/** Whether --quick was given (`npm run check`). */
export const isQuick = process.env.PAPERTOP_QUICK === '1';

/** Number of runs of a property test, reduced by --quick. */
export function runs(full: number): {numRuns: number} {
  return {numRuns: isQuick ? Math.max(10, Math.ceil(full / 10)) : full};
}
