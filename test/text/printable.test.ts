// The last guard before the terminal: whatever text is painted, only styles and drawn characters come out.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {paintLine} from '../../components/lines/theme.js';
import {compose} from '../../src/runtime/screen/compose.js';
import {diff} from '../../src/runtime/screen/diff.js';
import {writeOnce} from '../../src/runtime/screen/first-frame.js';
import {createPlainScreen} from '../../src/runtime/terminal/plain-screen.js';
import {span} from '../../src/text/lines.js';
import {printable, printableLine} from '../../src/text/printable.js';
import {fakeClock} from '../support/clock.js';
import {runs} from '../support/runs.js';

const attacks = [
  'al\x1b]0;OWNED\x07\x1b[2J',
  'a\u202egnp.exe',
  'c\x9b31m\x9d52;c;x\x9c',
  'd\x7f\x0e\x0f\r\n\t\b',
  '\x1b]52;c;b3duZWQ=\x1b\\',
  'l\u2066\u2067\u2068\u2069\u200b\u2028\u2029\ufeff\u00ad\u061c',
  '\x1b[8mhidden\x1bPq\x1b\\\x1b',
];
/** Control and format characters, and separators; a joiner is part of an emoji. */
const forbidden = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** The sequences of a frame: movement, styles, erasing, synchronized updates. */
const own = /\x1b\[\??[\d;]*[A-Za-z]/g;
const rect = {x: 0, y: 0, width: 60, height: 1};

const text = fc.oneof(
  fc.constantFrom(...attacks),
  fc.string({unit: 'binary', maxLength: 40}),
  fc
    .array(fc.constantFrom(...attacks, '漢', 'é', '👩‍👩‍👧', '\x1b', '\x9b'), {maxLength: 6})
    .map(parts => parts.join('')),
);

test('#14 a painted text holds only its own style, whatever the span says', () => {
  fc.assert(
    fc.property(text, attack => {
      const painted = paintLine([span('before '), span(attack, 'bad'), span(' behind')]);
      assert.doesNotMatch(painted.replace(/\x1b\[[\d;]*m/g, ''), forbidden);
      assert.doesNotMatch(painted, /\x1b\[8m/, 'no style of the text');
    }),
    runs(500),
  );
});

test('#14 a frame of cells, the first frame and a frame as text hold no character that controls, whatever is painted', () => {
  fc.assert(
    fc.property(text, attack => {
      const painted = [{rect, rows: [`\x1b[1m${attack}\x1b[22m`]}];
      const cells = diff(undefined, compose(60, 1, painted).grid, -1).data;
      // As a terminal reads it, carriage returns and backspaces of the pen are movements.
      assert.doesNotMatch(cells.replace(own, '').replace(/[\r\b]/g, ''), forbidden);
      assert.doesNotMatch(writeOnce(painted).replace(own, ''), forbidden);
      assert.doesNotMatch(printableLine(attack).replace(/\x1b\[[\d;:]*m/g, ''), forbidden);
    }),
    runs(500),
  );
  const clock = fakeClock();
  let printed = '';
  const plain = createPlainScreen({columns: 60, rows: 1, clock, write: data => (printed += data)});
  for (const attack of attacks) {
    plain.inkStdout.write(attack.replaceAll('\n', ''));
    clock.advance(1000);
  }
  assert.doesNotMatch(printed.replaceAll('\n', ''), forbidden);
});

test('#14 text that is drawn stays as it is', () => {
  for (const good of ['plain', 'Überfluß', '漢字', '👩‍👩‍👧‍👦', 'é', '│ ─ ● ◐ …', 'שלום']) {
    assert.equal(printable(good), good);
  }
});
