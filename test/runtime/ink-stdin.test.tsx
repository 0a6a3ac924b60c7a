import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Instance, render} from 'ink';
import SelectInput from 'ink-select-input';
import TextInput from 'ink-text-input';
import {type ReactElement, useState} from 'react';
import {createScreen} from '../../src/runtime/screen/screen.js';
import {createInkStdin, type InkStdin} from '../../src/runtime/terminal/ink-stdin.js';
import {fakeClock} from '../support/clock.js';

/** Renders as papertop does; resolves when the effects of the first render have run. */
async function show(element: ReactElement): Promise<{stdin: InkStdin; ink: Instance}> {
  const stdin = createInkStdin();
  const screen = createScreen({
    write: (_, done) => queueMicrotask(done),
    columns: 300,
    rows: 10,
    clock: fakeClock(),
  });
  const ink = render(element, {
    stdout: screen.inkStdout,
    stdin: stdin.stream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  while (stdin.stream.listenerCount('readable') === 0) await new Promise(resolve => setImmediate(resolve));
  return {stdin, ink};
}

function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

function Field({renderMs, onText}: {renderMs: number; onText: (text: string) => void}) {
  const [text, setText] = useState('');
  onText(text);
  busy(renderMs);
  return <TextInput value={text} onChange={setText} />;
}

for (const [speed, renderMs, length] of [
  ['fast', 0, 200],
  ['slow', 7, 40],
] as const) {
  test(`23 no typed character is lost in a ${speed} field`, async () => {
    let value = '';
    const keep = (text: string) => {
      value = text;
    };
    const {stdin, ink} = await show(<Field renderMs={renderMs} onText={keep} />);
    const typed = Array.from({length}, (_, index) =>
      String.fromCodePoint(index % 7 === 0 ? 0x1f600 : 97 + (index % 26)),
    );
    for (const key of typed) void stdin.feed(key);
    await stdin.feed('\x7f');
    assert.equal(value, typed.slice(0, -1).join(''));
    ink.unmount();
  });
}

test('two arrows in a list move twice', async () => {
  const highlighted: number[] = [];
  const items = [1, 2, 3, 4, 5].map(number => ({label: `item ${number}`, value: number}));
  const {stdin, ink} = await show(
    <SelectInput items={items} onHighlight={({value}) => highlighted.push(value)} onSelect={() => {}} />,
  );
  void stdin.feed('\x1b[B');
  void stdin.feed('\x1b[B');
  await stdin.feed('\x1b[A');
  assert.deepEqual(highlighted, [2, 3, 2]);
  ink.unmount();
});

test('without a field the key is gone', async () => {
  const stdin = createInkStdin();
  await stdin.feed('x');
  assert.equal(stdin.stream.read(), null);
});
