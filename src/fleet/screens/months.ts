// Billing months. The API uses calendar months in UTC.

/** The last `count` months up to the one that contains `wall`, newest first, as YYYY-MM. */
export function billingMonths(wall: number, count: number): string[] {
  const date = new Date(wall);
  return Array.from({length: count}, (_, back) => {
    const month = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1));
    return month.toISOString().slice(0, 7);
  });
}

/** The bounds of a month given as YYYY-MM, in Unix milliseconds; `end` is the start of the next month. */
export function monthBounds(month: string): {readonly start: number; readonly end: number} {
  const [year, number] = month.split('-').map(Number);
  const index = (number ?? 1) - 1;
  return {start: Date.UTC(year ?? 1970, index, 1), end: Date.UTC(year ?? 1970, index + 1, 1)};
}
