// Dates and times of day as text. Times are milliseconds since 1970 and are shown in the local time zone.
import {clockWords} from './words.js';

const halfYear = 183 * 24 * 3_600_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The date: `2016-11-18`. */
export function dateWords(wall: number): string {
  const date = new Date(wall);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The time of day with seconds: `05:18:29`. */
export function secondWords(wall: number): string {
  return `${clockWords(wall)}:${twoDigits(new Date(wall).getSeconds())}`;
}

/** A time to the minute: `05:18` on the day of `now`, `Nov 18 05:18` within half a year of it, else the date. */
export function minuteWords(wall: number, now: number): string {
  if (dateWords(wall) === dateWords(now)) return clockWords(wall);
  if (Math.abs(now - wall) > halfYear) return dateWords(wall);
  const date = new Date(wall);
  return `${months[date.getMonth()] ?? ''} ${twoDigits(date.getDate())} ${clockWords(wall)}`;
}

/** `Nov 2026` for the month `2026-11`. Text in another form is returned unchanged. */
export function monthWords(month: string): string {
  const [, year, number] = /^(\d{4})-(\d{2})$/.exec(month) ?? [];
  const name = months[Number(number) - 1];
  return name === undefined ? month : `${name} ${year}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
