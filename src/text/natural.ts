import {memo} from './memo.js';

/**
 * A key whose plain order is the order people expect of names: letter case does not count, runs of digits compare as
 * numbers (`web-2` before `web-10`, `10.0.0.9` before `10.0.0.47`).
 */
export const naturalKey: (text: string) => string = memo(30_000, text =>
  text.toLowerCase().replace(/\d+/g, digits => {
    const number = digits.replace(/^0+(?=\d)/, '');
    // The length stands first, so that the longer number is the larger one.
    return String.fromCharCode(0x30 + Math.min(number.length, 0x40)) + number;
  }),
);
