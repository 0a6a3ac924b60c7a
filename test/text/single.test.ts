// Texts whose length is their width: what the quick way says must be what the slow way says.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {STATES} from '../../src/catalogue/machine.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {singleWidth} from '../../src/text/single-width.js';
import {runs} from '../support/runs.js';

const characters = Array.from({length: 0x10000}, (_, code) => String.fromCharCode(code)).filter(text =>
  singleWidth.test(text),
);

test('every character of it takes one cell', () => {
  assert.deepEqual(
    characters.filter(text => stringWidth(text) !== 1),
    [],
  );
  assert.ok(characters.length > 1000);
});

test('they join with nothing', () => {
  const text = fc.array(fc.constantFrom(...characters), {maxLength: 12});
  fc.assert(
    fc.property(text, parts => {
      assert.equal(stringWidth(parts.join('')), parts.length);
      assert.equal([...new Intl.Segmenter().segment(parts.join(''))].length, parts.length);
    }),
    runs(1000),
  );
});

test('all signs that are drawn are of it', () => {
  for (const sign of [...Object.values(glyphsOf(false)), ...STATES.map(({glyph}) => glyph), '…', '≈', '·', '×', '›']) {
    assert.ok(singleWidth.test(sign), sign);
  }
});
