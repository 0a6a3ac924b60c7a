import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {useState} from 'react';
import {ChoiceList, choiceLines} from '../../components/controls/ChoiceList.js';
import {Field, withoutHalfCharacters} from '../../components/controls/Field.js';
import {scrolledToCaret} from '../../components/controls/visible-text.js';
import type {Choice} from '../../src/forms/form.js';
import {cellWidth} from '../../src/text/cells.js';
import {runs} from '../support/runs.js';
import {stage} from '../support/stage.js';

const plain = (text: string) => text.replace(/\x1b\[[\d;]*m/g, '');

function Typed({
  start,
  said,
  ...rest
}: {
  start: string;
  said: string[];
  width: number;
  mask?: string;
  placeholder?: string;
}) {
  const [value, setValue] = useState(start);
  const onChange = (next: string) => {
    said.push(next);
    setValue(next);
  };
  return <Field value={value} onChange={onChange} isFocused {...rest} />;
}

test('a field takes keys one at a time, in the middle too', async () => {
  const said: string[] = [];
  const screen = await stage(<Typed start="" said={said} width={20} />);
  await screen.type('a', 'b', 'c', 'left', 'left', 'X', 'backspace', 'Y');
  assert.deepEqual(said, ['a', 'ab', 'abc', 'aXbc', 'abc', 'aYbc']);
  assert.match(screen.lines()[0] ?? '', /^aYbc/);
  screen.close();
});

test('backspace takes a whole character', async () => {
  const said: string[] = [];
  const screen = await stage(<Typed start={'a\u{1F680}e\u0301'} said={said} width={20} />);
  await screen.type('backspace', 'backspace', 'backspace');
  assert.deepEqual(said, ['a\u{1F680}', 'a', '']);
  assert.equal(withoutHalfCharacters('a\u{1F680}b', 'a\ud83db'), 'ab');
  screen.close();
});

test('a long value scrolls: its end is visible, and nothing is wider than the field', async () => {
  const screen = await stage(<Typed start="a-name-that-is-much-too-long" said={[]} width={12} />);
  assert.equal(screen.lines()[0]?.trimEnd().length, 11);
  assert.match(screen.lines()[0] ?? '', /ch-too-long/);
  await screen.type('!');
  assert.match(screen.lines()[0] ?? '', /^h-too-long!/);
  assert.equal(screen.lines().filter(line => line.trim() !== '').length, 1);
  screen.close();
});

test('a secret shows at most eight bullets', async () => {
  const said: string[] = [];
  const screen = await stage(<Typed start="" said={said} width={30} mask="•" />);
  await screen.type(...'hunter2-hunter2');
  assert.equal(screen.lines()[0]?.trim(), '••••••••');
  assert.equal(said.at(-1), 'hunter2-hunter2');
  screen.close();
});

test('a field without focus shows its value, or its placeholder, in its width', async () => {
  const field = (value: string, width: number) => (
    <Field
      value={value}
      onChange={() => assert.fail('not focused')}
      isFocused={false}
      placeholder="a name"
      width={width}
    />
  );
  const screen = await stage(field('', 10));
  assert.equal(screen.lines()[0]?.trimEnd(), 'a name');
  await screen.show(field('somewhat long', 8));
  assert.equal(screen.lines()[0], 'somewha…');
  await screen.type('x');
  screen.close();
});

test('the window holds the caret and is exactly as wide as asked', () => {
  const caret = (text: string) => `\x1b[7m${text}\x1b[27m`;
  assert.equal(plain(scrolledToCaret(`abcdef${caret(' ')}`, 4)), 'def ');
  assert.equal(plain(scrolledToCaret(`ab${caret('c')}def`, 4)), 'abcd');
  assert.equal(plain(scrolledToCaret(`abcd${caret('e')}f`, 4)), 'bcde');
  assert.equal(plain(scrolledToCaret(`漢字漢${caret('字')}`, 5)), '漢字 ');
  assert.match(scrolledToCaret(`a${caret('b')}c`, 3), /^a\x1b\[7mb\x1b\[0mc$/);
  const piece = fc.string({unit: fc.constantFrom('a', '漢', '🚀', 'é', ' '), maxLength: 12});
  fc.assert(
    fc.property(piece, piece, fc.integer({min: 2, max: 10}), (before, after, width) => {
      const shown = scrolledToCaret(`${before}${caret('|')}${after}`, width);
      assert.equal(cellWidth(plain(shown)), width);
      assert.ok(plain(shown).includes('|'));
    }),
    runs(500),
  );
});

const letters: readonly Choice[] = [...'abcdefgh'].map(value => ({value, label: `item ${value}`}));

function Chosen({start, said, limit = 4}: {start: string; said: string[]; limit?: number}) {
  const [value, setValue] = useState(start);
  const onHighlight = (next: string) => {
    said.push(next);
    setValue(next);
  };
  return <ChoiceList items={letters} value={value} onHighlight={onHighlight} isFocused limit={limit} width={20} />;
}

test('a list highlights its value and tells what ↑ and ↓ highlight, within its limit', async () => {
  const said: string[] = [];
  const screen = await stage(<Chosen start="b" said={said} />);
  const highlighted = () => screen.lines().filter(line => line.startsWith('▸'));
  assert.deepEqual(
    highlighted().map(line => line.trim()),
    ['▸ item b'],
  );
  await screen.type('down', 'down', 'down', 'up');
  assert.deepEqual(said, ['c', 'd', 'e', 'd']);
  assert.deepEqual(
    highlighted().map(line => line.trim()),
    ['▸ item d'],
  );
  assert.equal(screen.lines().filter(line => line.includes('item')).length, 4);
  screen.close();
});

test('a list of which a part is shown goes on where it is, and shows a value far down', async () => {
  const screen = await stage(<Chosen start="g" said={[]} />);
  assert.ok(screen.lines().some(line => line.startsWith('▸ item g')));
  await screen.type('up');
  assert.ok(screen.lines().some(line => line.startsWith('▸ item f')));
  assert.ok(
    screen.lines().some(line => line.startsWith('  item g')),
    'the window does not jump',
  );
  screen.close();
});

test('a list with another key follows a value that comes from elsewhere', async () => {
  const list = (value: string) => (
    <ChoiceList key={value} items={letters} value={value} onHighlight={() => {}} isFocused limit={9} width={20} />
  );
  const screen = await stage(list('a'));
  await screen.type('down');
  await screen.show(list('f'));
  assert.deepEqual(
    screen
      .lines()
      .filter(line => line.startsWith('▸'))
      .map(line => line.trim()),
    ['▸ item f'],
  );
  screen.close();
});

test('the lines of a list are exactly as wide as asked', () => {
  const items: readonly Choice[] = [
    {value: '1', label: 'short', detail: 'cheap', mark: 'available'},
    {value: '2', label: '長い名前のもの', detail: 'costs a lot of money every single month', more: 'and more'},
    {value: '3', label: 'x'.repeat(60), misfit: 'cannot run there', mark: 'asking'},
  ];
  for (const width of [0, 1, 5, 20, 40, 90]) {
    for (const line of choiceLines(items, width, false)) assert.equal(cellWidth(plain(line)), width);
  }
});
