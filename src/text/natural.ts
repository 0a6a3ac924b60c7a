// Sort keys for names in natural order.
import {memo} from './memo.js';

/**
 * A sort key: comparing the keys of two names as strings compares the names in natural order. Letter case is ignored, and
 * runs of digits compare as numbers (`web-2` before `web-10`, `10.0.0.9` before `10.0.0.47`).
 */
export const naturalKey: (text: string) => string = memo(30_000, text =>
  text.toLowerCase().replace(/\d+/g, digits => {
    const number = digits.replace(/^0+(?=\d)/, '');
    // Prefixed with its length, so that a longer number is larger.
    return String.fromCharCode(0x30 + Math.min(number.length, 0x40)) + number;
  }),
);
