// Formats numbers for people: durations, ages, money, sizes, times of day. Times are in milliseconds.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration, with seconds below ten minutes: `38s`, `2m10s`, `14m`, `3h12m`, `9d`. */
export function durationWords(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < MINUTE) return `${Math.floor(whole / SECOND)}s`;
  const minutes = Math.floor(whole / MINUTE);
  if (whole < 10 * MINUTE) return `${minutes}m${twoDigits(Math.floor((whole % MINUTE) / SECOND))}s`;
  if (whole < HOUR) return `${minutes}m`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)}h${twoDigits(minutes % 60)}m`;
  return `${Math.floor(whole / DAY)}d`;
}

/** An age in its largest unit: `42s`, `3m`, `5h`, `41d`, `2y`. */
export function ageWords(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < MINUTE) return `${Math.floor(whole / SECOND)}s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)}m`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)}h`;
  if (whole < 1000 * DAY) return `${Math.floor(whole / DAY)}d`;
  return `${Math.floor(whole / (365 * DAY))}y`;
}

/** The local time of day: `09:14`. */
export function clockWords(wall: number): string {
  const date = new Date(wall);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** Dollars per hour with two decimals and no currency symbol: `2.30`. Amounts that would be rounded to 0.00 are `<.01`. */
export function rateWords(dollars: number): string {
  return dollars > 0 && dollars < 0.005 ? '<.01' : dollars.toFixed(2);
}

/** An amount in dollars: `$7.42`, `$1,204`. */
export function moneyWords(dollars: number): string {
  if (dollars < 1000) return `$${dollars.toFixed(2)}`;
  return `$${wholeWords(Math.round(dollars))}`;
}

/** A size in bytes in the units that the vendor sells, 1024-based: `30 GB`, `512 MB`, `2 TB`. */
export function sizeWords(bytes: number): string {
  const gb = bytes / 2 ** 30;
  if (gb >= 1000) return `${trimmed(gb / 1000)} TB`;
  if (gb >= 1) return `${trimmed(gb)} GB`;
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

/** An integer with thousands separators: `1,200`. Not done with Intl, which takes 13 ms to load. */
export function wholeWords(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 machine`, `24 machines`, `1,200 machines`. */
export function countWords(count: number, one: string): string {
  return `${wholeWords(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** Rows of a list that are no machines of their own: `2 unreadable, 1 repeated`; '' if there are none. */
export function rowProblemWords(unreadable: number, repeated: number): string {
  return [
    ...(unreadable > 0 ? [`${wholeWords(unreadable)} unreadable`] : []),
    ...(repeated > 0 ? [`${wholeWords(repeated)} repeated`] : []),
  ].join(', ');
}

function trimmed(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
