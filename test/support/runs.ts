/** Whether a quick answer is wanted (`npm run check`). */
export const isQuick = process.env.PAPERTOP_QUICK === '1';

/** How many runs a property test makes: fewer when a quick answer is wanted. */
export function runs(full: number): {numRuns: number} {
  return {numRuns: isQuick ? Math.max(10, Math.ceil(full / 10)) : full};
}
