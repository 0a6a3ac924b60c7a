import {graphemes} from '../text/cells.js';
import {clean} from '../text/clean.js';
import {memo} from '../text/memo.js';

const pictograph = /\p{Extended_Pictographic}/u;

export interface TypedKey {
  type: 'key';
  name: string;
  text: string;
}

/** The keys of a run of typed text: one for each user-perceived character. */
export function keysOfText(text: string): TypedKey[] {
  const keys: TypedKey[] = [];
  for (const {text: typed} of graphemes(text)) {
    const key = keyOfText(typed);
    if (key) keys.push(key);
  }
  return keys;
}

/** The key of one typed character; undefined for what cannot be seen, which is never typed but injected. */
export const keyOfText: (typed: string) => TypedKey | undefined = memo(500, typed => {
  if (typed === ' ') return {type: 'key', name: 'space', text: ' '};
  // A mark typed on its own belongs to the character before it.
  const text = clean(`x${typed}`, 64).slice(1);
  return text === '' || text.includes('\uFFFD') ? undefined : {type: 'key', name: text, text};
});

/** How many units at the end wait for more: half a surrogate pair, a picture that may be joined to the next, half a flag. */
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

export function isUnfinishedCharacter(pending: string): boolean {
  return pending !== '' && !pending.startsWith('\x1b');
}

function lastGrapheme(text: string): string {
  let last = '';
  for (const grapheme of graphemes(text.slice(-64))) last = grapheme.text;
  return last;
}
