// Colours in names where there are none to be: NO_COLOR and a dumb terminal.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openFakeApi, rowOf} from '../support/fakeapi.js';
import {openPapertop, press} from '../support/papertop.js';

const names = ['a\x1b[31mred', 'b\x1b[1;44;38;5;9mblue', 'c\u009b32mgreen', 'd\x1b[8mhidden', 'e\x1b[38;2;9;9;9mgrey'];
/** An order for colours of the text or behind it. */
const colour = /(?:\x1b\[|\u009b)(?:[\d;:]*[;:])?(?:[34][0-8]|9[0-7]|10[0-7])(?:[;:][\d;:]*)?m/;

for (const [what, env] of [
  ['NO_COLOR', {NO_COLOR: '1', TERM: 'xterm-256color'}],
  ['TERM=dumb', {TERM: 'dumb'}],
] as const) {
  test(`14 colours in names with ${what}: plain text, and no colour on any row`, async () => {
    const rows = names.map((name, index) => rowOf(`ps${index}`, {name, os: name, region: name}));
    const api = await openFakeApi((request, response) => {
      const isList = request.url?.startsWith('/machines/getMachines') ?? false;
      response.writeHead(isList ? 200 : 404, {'content-type': 'application/json'});
      response.end(JSON.stringify(isList ? rows : {error: {status: 404, message: names.join(' ')}}));
    });
    const app = openPapertop(['--endpoint', api.url], {columns: 120, rows: 40, env});
    const {pty} = app;
    try {
      await pty.waitFor('[1;44;38;5;9mblue', {timeoutMs: 15_000});
      for (const word of ['[31mred', '32mgreen', '[8mhidden', '[38;2;9;9;9mgrey'])
        assert.ok(pty.screen().includes(word), word);
      await press(pty, 'j', '\r');
      await pty.waitForIdle(300);
      await press(pty, '\x1b', 'q');
      assert.equal((await pty.exit).code, 0);
      assert.doesNotMatch(pty.output(), colour);
      if (what === 'TERM=dumb') assert.doesNotMatch(pty.output(), /\x1b|\u009b/);
    } finally {
      await app.close();
      await api.close();
    }
  });
}
