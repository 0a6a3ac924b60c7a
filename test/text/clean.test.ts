import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {clean, cleanError, hasHidden} from '../../src/text/clean.js';
import {runs} from '../support/runs.js';

const marks = '\u0301'.repeat(5000);

/** Every kind of text that a terminal could take for an order, or an eye for something else. */
const hostile: readonly (readonly [kind: string, text: string])[] = [
  ['clear the screen', '\x1b[2J'],
  ['cursor home', '\x1b[H'],
  ['alternate screen', '\x1b[?1049l'],
  ['scroll region', '\x1b[1;3r'],
  ['reset', '\x1bc'],
  ['colour', '\x1b[31mred'],
  ['concealed', '\x1b[8mhidden'],
  ['title, BEL', '\x1b]0;owned\x07'],
  ['title, ST', '\x1b]2;owned\x1b\\'],
  ['link', '\x1b]8;;http://x\x1b\\link'],
  ['clipboard', '\x1b]52;c;cm0=\x07'],
  ['font', '\x1b]50;x\x07'],
  ['notification', '\x1b]777;notify;a;b\x07'],
  ['iTerm file', '\x1b]1337;File=:AA==\x07'],
  ['unterminated OSC', '\x1b]0;abc'],
  ['DCS', '\x1bP1$r\x1b\\'],
  ['APC', '\x1b_G\x1b\\'],
  ['PM', '\x1b^x\x1b\\'],
  ['SOS', '\x1bXx\x1b\\'],
  ['C1 CSI', '\u009b2J'],
  ['C1 OSC', '\u009d0;x\u009c'],
  ['C1 DCS', '\u0090x\u009c'],
  ['NEL', 'a\u0085b'],
  ['device status', '\x1b[6n'],
  ['device attributes', '\x1b[c'],
  ['DECRQSS', '\x1bP$qm\x1b\\'],
  ['carriage return', 'prod\rtest'],
  ['backspace', 'prod\b\b\b\btest'],
  ['line feed', 'a\nb'],
  ['tab', 'a\tb'],
  ['vertical tab, form feed', 'a\vb\fc'],
  ['NUL', 'a\0b'],
  ['SO, SI', 'a\x0eb\x0f'],
  ['DEL', 'a\x7fb'],
  ['BEL', 'a\x07b'],
  ['right-to-left override', 'a\u202Egnp.exe'],
  ['isolates', 'a\u2066b\u2069'],
  ['direction marks', 'a\u200eb\u200fc\u061c'],
  ['zero-width space', 'a\u200bb'],
  ['zero-width joiner in a word', 'a\u200db'],
  ['byte order mark', 'a\ufeffb'],
  ['soft hyphen', 'a\u00adb'],
  ['tag characters', 'a\u{E0041}\u{E007F}'],
  ['Hangul fillers', 'a\u3164\u115f\u1160\uffa0'],
  ['Braille blank', 'a\u2800'],
  ['line and paragraph separators', 'a\u2028b\u2029'],
  ['variation selectors', 'a\ufe0f\ufe00\u{E0100}'],
  ['lone surrogates', 'a\ud800b\udc00'],
  ['noncharacters, private use, unassigned', 'a\uffff\u{1FFFE}\ue000\u{10FFFF}\u0378'],
  ['grapheme joiner', 'a\u034fb'],
  ['one huge ligature', 'a\ufdfd'],
  ['invisible operators', 'a\u2061\u2064'],
];

const unsafe =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00ad\u034f\u061c\u115f\u1160\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\u{E0000}-\u{E0FFF}]/u;
/** A joiner or an emoji style anywhere but after a pictograph. */
const strayGlue =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d|(?<!\p{Extended_Pictographic})\ufe0f/u;

function assertSafe(shown: string): void {
  assert.doesNotMatch(shown, unsafe);
  assert.doesNotMatch(shown, strayGlue);
  assert.doesNotMatch(shown, /^\p{M}|\p{M}{3}/u);
  assert.ok(shown.length <= 257);
}

test('1 2 3 4 5 6 7 10 hostile text of every kind is shown without its power, and counts as hidden', () => {
  for (const [kind, text] of hostile) {
    const shown = clean(text);
    assertSafe(shown);
    assert.ok(hasHidden(text), kind);
    assert.ok(shown.includes('\uFFFD') || shown.includes(' '), `${kind}: the attack stays visible`);
  }
});

test('3 6 8 10 the same holds for any mixture of it', () => {
  const piece = fc.oneof(
    fc.constantFrom(...hostile.map(([, text]) => text)),
    fc.string({unit: 'binary', maxLength: 8}),
    fc.constantFrom('👩‍👩‍👧', '❤️‍🔥', '1️⃣', '🇩🇪', '\u200d', '\ufe0f', '\u0301\u0301\u0301', '漢', ' '),
  );
  const names = fc.array(piece, {maxLength: 12}).map(pieces => pieces.join(''));
  fc.assert(
    fc.property(names, name => assertSafe(clean(name))),
    runs(10_000),
  );
});

test('11 everyday text is untouched', () => {
  const names = [
    'web-01',
    'Müller GmbH',
    '東京-gpu',
    'web 東京',
    '👩🏽‍💻 dev',
    '❤️',
    '❤️‍🔥',
    '👨‍👩‍👧',
    '🇩🇪',
    'क्षि',
    'e\u0301',
  ];
  for (const name of names) {
    assert.equal(clean(name), name);
    assert.equal(hasHidden(name), false, name);
  }
});

test('line breaks and tabs become spaces', () => {
  assert.equal(clean('a\tb\r\nc'), 'a b  c');
});

test('only text is spelled out', () => {
  const values = [null, undefined, 4, true, 10n, {toString: () => 'x'}, ['x'], () => 'x', Symbol('x')];
  assert.deepEqual(
    values.map(value => clean(value)),
    ['', '', '4', 'true', '10', '[object]', '[object]', '[object]', '[object]'],
  );
});

test('8 9 what is too long is cut before anything else, never through a character', () => {
  assert.equal(clean('a'.repeat(300)), `${'a'.repeat(256)}…`);
  assert.equal(clean(`${'a'.repeat(255)}😀`), `${'a'.repeat(255)}…`);
  assert.equal(clean('a'.repeat(256)), 'a'.repeat(256));
  assert.equal(clean(`x${marks}`), 'x\u0301\u0301…');
  assert.equal(cleanError('e'.repeat(3000)).length, 2001);
  assert.equal(cleanError(new Error('no\x1b[2J')), 'no\uFFFD[2J');
  assert.ok(hasHidden('a'.repeat(257)));
});

test('7 scripts that imitate each other are reported', () => {
  assert.ok(hasHidden('w\u0435b-01'), 'Cyrillic in Latin');
  assert.ok(hasHidden('\u03bfwner'), 'Greek in Latin');
  assert.equal(hasHidden('сервер-01'), false);
  assert.equal(hasHidden('データ-data'), false);
});

test('9 of a million characters no more is read than is shown', () => {
  for (const unit of ['漢', '😀', '\u0301', '\x1b[2J', '👩‍']) {
    const text = unit.repeat(1_000_000 / unit.length);
    assert.equal(clean(text), clean(text.slice(0, 2000)));
    assert.equal(hasHidden(text), hasHidden(text.slice(0, 2000)));
  }
});
