// The lists of terminal modes: entering undoes whatever another program has left, and so does leaving.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Terminal} from '@xterm/headless';
import {enterModes, leaveModes, repaintModes, undoForeignModes} from '../../src/runtime/screen/sequences.js';
import {createModes} from '../../src/runtime/terminal/modes.js';
import {createTerminal, feed, lineOf} from '../support/terminal.js';

const foreign = [
  '\x1b(0',
  '\x1b)0\x0e',
  '\x1b[4h',
  '\x1b[20h',
  '\x1b[?9h',
  '\x1b[?1000h',
  '\x1b[?1002h',
  '\x1b[?1003;1006h',
  '\x1b[?1004h',
  '\x1b[?2004h',
  '\x1b[?1h\x1b=',
  '\x1b[?66h',
  '\x1b[2;3r\x1b[?6h',
  '\x1b[?7l',
  '\x1b[?25l',
  '\x1b[1;4;7;8;31m',
  '\x1b]0;never ends',
  '\x1bP+q',
  '\x1b[12;',
];

async function left(modes: string): Promise<Terminal> {
  const terminal = createTerminal(20, 5);
  await feed(terminal, modes);
  return terminal;
}

const common = {
  applicationCursorKeysMode: false,
  applicationKeypadMode: false,
  insertMode: false,
  mouseTrackingMode: 'none',
  originMode: false,
};

function modesOf({modes}: Terminal) {
  const {applicationCursorKeysMode, applicationKeypadMode, insertMode, mouseTrackingMode, originMode} = modes;
  return {applicationCursorKeysMode, applicationKeypadMode, insertMode, mouseTrackingMode, originMode};
}

test('104 #24 whatever modes are left, entering gives a screen that can be drawn on', async () => {
  for (const modes of [...foreign, foreign.slice(0, 16).join('')]) {
    const terminal = await left(modes);
    await feed(terminal, `${enterModes}\x1b[1;1Hlqqk\x1b[1;1Hx`);
    assert.equal(lineOf(terminal, 0), 'xqqk', JSON.stringify(modes));
    assert.deepEqual(modesOf(terminal), common, JSON.stringify(modes));
    assert.equal(terminal.modes.wraparoundMode, false);
    assert.equal(terminal.modes.bracketedPasteMode && terminal.modes.sendFocusMode, true);
    assert.equal(terminal.buffer.active.type, 'alternate');
  }
});

test('104 #24 whatever modes are left, leaving and undoing give a terminal that a shell can use', async () => {
  for (const reset of [`\x18${leaveModes}`, undoForeignModes]) {
    for (const modes of [...foreign, foreign.slice(0, 16).join('')]) {
      const terminal = await left(modes);
      await feed(terminal, `${reset}\x1b[1;1Hlqqk\x1b[1;1Hx`);
      assert.equal(lineOf(terminal, 0), 'xqqk', JSON.stringify(modes));
      assert.deepEqual(modesOf(terminal), common, JSON.stringify(modes));
      assert.equal(terminal.modes.wraparoundMode, true);
      assert.equal(terminal.modes.bracketedPasteMode || terminal.modes.sendFocusMode, false);
      assert.equal(terminal.buffer.active.type, 'normal');
    }
  }
});

test('104 #24 what the terminal model does not know is in every list too', () => {
  const mouse = /\x1b\[\?9;1000;1001;1002;1003;1005;1006;1015;1016l/;
  for (const list of [enterModes, leaveModes, undoForeignModes]) {
    for (const part of ['\x1b[<99u', '\x1b[=0u', '\x1b[>4m', '\x1b[?69l', '\x1b[?2026l'])
      assert.ok(list.includes(part), part);
    assert.match(list, mouse);
  }
  // The alternate screen has a stack of keyboard modes of its own.
  assert.ok(enterModes.indexOf('\x1b[<99u', enterModes.indexOf('\x1b[?1049h')) > 0);
  assert.match(undoForeignModes, /\x1b\[!p.*\x1b\[0 q/);
  // An old Linux console prints the last letter of a sequence with an intermediate character.
  for (const list of [enterModes, leaveModes, repaintModes]) assert.doesNotMatch(list, /\x1b\[[\d;?]*[ -/][@-~]/);
});

test('entering and leaving, and undoing, keep the cursor of the main screen where it was', async () => {
  for (const sequences of [enterModes + leaveModes, `${enterModes}\x1b[3;3Htext${leaveModes}`, undoForeignModes]) {
    const terminal = await left(`one\r\ntwo${sequences}X`);
    assert.equal(lineOf(terminal, 1), 'twoX', JSON.stringify(sequences));
    assert.equal(lineOf(terminal, 0), 'one');
  }
});

test('modes of others are undone only while papertop has not set its own', () => {
  let written = '';
  const modes = createModes({
    writeSync: text => {
      written += text;
      return true;
    },
  });
  modes.undoForeign();
  assert.equal(written, undoForeignModes);
  modes.enter();
  written = '';
  modes.undoForeign();
  assert.equal(written, '');
});
