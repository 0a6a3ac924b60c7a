// Makes text from outside safe to show in a terminal.
const replacement = '\uFFFD';
const joiner = 0x200d;
const emojiStyle = 0xfe0f;
const marksPerBase = 2;

const plain = /^[\x20-\x7e]*$/;
const hidden =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\p{Variation_Selector}\u2800\uFDFD]/u;
const mark = /\p{M}/u;
const pictograph = /\p{Extended_Pictographic}/u;
const skinTone = /\p{Emoji_Modifier}/u;

/**
 * Makes text from outside safe to show. The result is one line of at most `limit` UTF-16 units, plus an ellipsis where it
 * was cut, with at most two combining marks on a base. Control, bidirectional, zero-width, private and unassigned characters
 * each become U+FFFD, so that an attack stays visible. Numbers and booleans are converted to text, null and undefined become
 * '', and objects become `[object]`. The cost depends on `limit`, not on the length of the value.
 */
export function clean(value: unknown, limit = 256): string {
  const text = textOf(value);
  const kept = cutUnits(text, limit);
  const shown = plain.test(kept) ? kept : replaceHidden(kept).text;
  return kept.length < text.length ? `${shown}…` : shown;
}

/** Cleans the message of an error, or any other value, to at most 2,000 UTF-16 units. */
export function cleanError(value: unknown): string {
  return clean(value instanceof Error ? value.message : value, 2000);
}

/**
 * Whether the text looks different from what it contains. This is so if it has hidden characters, line breaks, tabs, more
 * than two combining marks on a base, letters of scripts that are not written together, or more than the 256 UTF-16 units
 * that are shown.
 */
export function hasHidden(raw: string): boolean {
  const kept = cutUnits(raw, 256);
  if (kept.length < raw.length) return true;
  if (plain.test(kept)) return false;
  return /[\t\n\r]/.test(kept) || replaceHidden(kept).isChanged || hasMixedScripts(kept);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return '[object]';
}

/** The first `limit` UTF-16 units. A surrogate pair is never split. */
function cutUnits(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

function replaceHidden(text: string): {text: string; isChanged: boolean} {
  let shown = '';
  let isChanged = false;
  let marks = marksPerBase;
  let isAfterPictograph = false;
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 9 || code === 10 || code === 13) {
      shown += ' ';
      marks = 0;
      isAfterPictograph = false;
    } else if (isAfterPictograph && isEmojiGlue(code, characters[index + 1])) {
      shown += character;
      if (code === emojiStyle) marks += 1;
      isAfterPictograph = code === joiner ? false : isFollowedByJoiner(characters[index + 1]);
    } else if (hidden.test(character)) {
      shown += replacement;
      isChanged = true;
      marks = 0;
      isAfterPictograph = false;
    } else if (mark.test(character)) {
      marks += 1;
      isAfterPictograph = false;
      if (marks <= marksPerBase) shown += character;
      else isChanged = true;
    } else {
      shown += character;
      marks = 0;
      isAfterPictograph = pictograph.test(character) || (isAfterPictograph && skinTone.test(character));
    }
  }
  return {text: shown, isChanged};
}

/** Whether the character is an emoji style selector, or a joiner before another pictograph; both belong to one emoji. */
function isEmojiGlue(code: number, next: string | undefined): boolean {
  if (code === emojiStyle) return true;
  return code === joiner && next !== undefined && pictograph.test(next);
}

function isFollowedByJoiner(next: string | undefined): boolean {
  return next?.codePointAt(0) === joiner;
}

const eastAsian = 'East Asian';
/** Scripts that are told apart. The East Asian scripts count as one, because they are written together. */
const scripts: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  [eastAsian, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}]/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
];
const commonLetter = /[\p{Script=Common}\p{Script=Inherited}]/u;

/** Whether the text mixes scripts so that it can imitate another name. Latin with East Asian scripts is common and allowed. */
function hasMixedScripts(text: string): boolean {
  const found = new Set<string>();
  for (const character of text) {
    if (!/\p{L}/u.test(character) || commonLetter.test(character)) continue;
    found.add(scripts.find(([, letters]) => letters.test(character))?.[0] ?? 'another');
  }
  if (found.has(eastAsian)) found.delete('Latin');
  return found.size > 1;
}
