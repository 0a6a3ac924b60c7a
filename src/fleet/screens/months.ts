// Billing months, as the API counts them: calendar months in UTC.

/** The present month and those before it, newest first, as YYYY-MM. */
export function billingMonths(wall: number, count: number): string[] {
  const date = new Date(wall);
  return Array.from({length: count}, (_, back) => {
    const month = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1));
    return month.toISOString().slice(0, 7);
  });
}

/** The first millisecond of a month written YYYY-MM and of the month after it. */
export function monthBounds(month: string): {readonly start: number; readonly end: number} {
  const [year, number] = month.split('-').map(Number);
  const index = (number ?? 1) - 1;
  return {start: Date.UTC(year ?? 1970, index, 1), end: Date.UTC(year ?? 1970, index + 1, 1)};
}
