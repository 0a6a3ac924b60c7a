// Splits typed text into keys.
import {graphemes} from '../../text/cells.js';
import {clean} from '../../text/clean.js';
import {memo} from '../../text/memo.js';

const pictograph = /\p{Extended_Pictographic}/u;

export interface TypedKey {
  type: 'key';
  name: string;
  text: string;
}

/** Text of one read beyond this many UTF-16 units is ignored: nobody types so fast, and each key costs memory. */
const longestText = 4096;

/** The keys of typed text, one per grapheme cluster. */
export function keysOfText(text: string): TypedKey[] {
  const keys: TypedKey[] = [];
  for (const {text: typed} of graphemes(text.slice(0, longestText))) {
    const key = keyOfText(typed);
    if (key) keys.push(key);
  }
  return keys;
}

/** The key of one grapheme cluster; undefined for invisible characters, which are not typed but injected. */
export const keyOfText: (typed: string) => TypedKey | undefined = memo(500, typed => {
  if (typed === ' ') return {type: 'key', name: 'space', text: ' '};
  // Cleaned with a base character in front, because a combining mark may be typed on its own.
  const text = clean(`x${typed}`, 64).slice(1);
  return text === '' || text.includes('\uFFFD') ? undefined : {type: 'key', name: text, text};
});

/** Number of UTF-16 units at the end that may be incomplete: half a surrogate pair, an emoji that may be joined, half a flag. */
export function unfinishedLength(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  if (last < 0x200d) return 0;
  const half = last >= 0xd800 && last <= 0xdbff ? 1 : 0;
  const whole = text.slice(0, text.length - half);
  const flags = /\p{Regional_Indicator}+$/u.exec(whole)?.[0].length ?? 0;
  if (flags > 0) return half + (flags % 4);
  const cluster = lastGrapheme(whole);
  return half + (pictograph.test(cluster) ? cluster.length : 0);
}

/** The first line of pasted text, for a field. A secret keeps all characters except control characters and surrogates. */
export function pastedLine(text: string, isSecret: boolean): string {
  const line = text.trim().split(/[\r\n]/)[0] ?? '';
  return isSecret ? line.replace(/[\p{Cc}\p{Cs}]/gu, '') : clean(line, 4096).replaceAll('\uFFFD', '');
}

export function isUnfinishedCharacter(pending: string): boolean {
  return pending !== '' && !pending.startsWith('\x1b');
}

function lastGrapheme(text: string): string {
  let last = '';
  for (const grapheme of graphemes(text.slice(-64))) last = grapheme.text;
  return last;
}
