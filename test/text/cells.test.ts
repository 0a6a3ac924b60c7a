import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {cellWidth, cut, fit, graphemes} from '../../src/text/cells.js';
import {clean} from '../../src/text/clean.js';
import {memo} from '../../src/text/memo.js';
import {runs} from '../support/runs.js';

const names = fc
  .array(
    fc.oneof(
      fc.string({maxLength: 6}),
      fc.string({unit: 'grapheme', maxLength: 4}),
      fc.constantFrom('漢字', '👨‍👩‍👧', '🇩🇪', '한글', 'e\u0301'),
    ),
    {maxLength: 8},
  )
  .map(parts => clean(parts.join('')));

test('fit gives exactly the cells asked for, cut never more', () => {
  fc.assert(
    fc.property(names, fc.nat(40), fc.constantFrom('left' as const, 'right' as const), (name, cells, align) => {
      assert.equal(stringWidth(fit(name, cells, align)), cells);
      assert.ok(cellWidth(cut(name, cells)) <= cells);
      if (cellWidth(name) <= cells) assert.equal(fit(name, cells, align).trim(), name.trim());
    }),
    runs(3000),
  );
});

test('fit cuts with an ellipsis and pads on the side asked for', () => {
  assert.equal(fit('web-01', 8), 'web-01  ');
  assert.equal(fit('web-01', 8, 'right'), '  web-01');
  assert.equal(fit('web-01', 4), 'web…');
  assert.equal(fit('web-01', 6), 'web-01');
  assert.equal(fit('web-01', 1), '…');
  assert.equal(fit('web-01', 0), '');
  assert.equal(fit('漢字漢', 4), '漢… ');
  assert.equal(fit('漢字漢', 5), '漢字…');
  assert.equal(fit('漢', 1), '…');
  assert.equal(cut('web-01', 4), 'web…');
  assert.equal(cut('web', 8), 'web');
});

test('graphemes are what a person counts', () => {
  assert.deepEqual(
    [...graphemes('a漢👨‍👩‍👧e\u0301')].map(({text, width}) => [text, width]),
    [
      ['a', 1],
      ['漢', 2],
      ['👨‍👩‍👧', 2],
      ['e\u0301', 1],
    ],
  );
});

test('a long text is taken apart wholly', () => {
  const text = '漢👨‍👩‍👧e\u0301'.repeat(5000);
  const clusters = [...graphemes(text)].map(grapheme => grapheme.text);
  assert.equal(clusters.length, 15_000);
  assert.equal(clusters.join(''), text);
});

test('memo forgets, and its answers stay right', () => {
  let computed = 0;
  const half = memo(10, (key: number) => {
    computed += 1;
    return key / 2;
  });
  assert.equal(half(4), 2);
  assert.equal(half(4), 2);
  assert.equal(computed, 1);
  for (let key = 0; key < 100; key += 1) assert.equal(half(key), key / 2);
  half(4);
  assert.equal(computed, 101);
});
