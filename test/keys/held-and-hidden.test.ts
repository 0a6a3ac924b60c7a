// Keys held from the list into a dialog, and keys hidden in a paste that brings its own end: bytes in, requests out.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openLagging} from '../support/lagging.js';
import {demoFleet, tableOf} from '../support/models.js';

const [ready, off] = ['ready', 'off'].map(state => demoFleet().find(machine => machine.state === state)?.id);

/** The table with the cursor on a machine that has settled. */
async function open(id = ready) {
  const app = openLagging(tableOf(80, 24, {view: {cursor: id}}), []);
  await app.pass(1000);
  return app;
}

async function hold(app: Awaited<ReturnType<typeof open>>, key: string, gapMs: number, forMs: number) {
  for (let held = 0; held < forMs; held += gapMs) {
    app.type(key);
    await app.pass(gapMs);
  }
}

test('24 Enter or y held for three seconds, a dialog opened meanwhile: nothing is confirmed', async () => {
  for (const gapMs of [20, 33, 66]) {
    for (const held of ['\r', 'y']) {
      for (const opens of ['-', 'r', 'D']) {
        const app = await open();
        await hold(app, held, gapMs, 1000);
        app.type(opens);
        await hold(app, held, gapMs, 3000);
        await app.pass(1000);
        app.close();
        assert.deepEqual(app.server.sent, [], `${JSON.stringify(held)} each ${gapMs} ms, ${opens}`);
      }
    }
  }
});

test('24 a dialog that is open when a key begins to be held: at most what one press does', async () => {
  for (const gapMs of [20, 33, 66]) {
    for (const [opens, held, most] of [
      ['-', 'y', 1],
      ['-', '\r', 0],
      ['r', '\r', 0],
      ['D', '\r', 0],
      ['D', 'y', 0],
    ] as const) {
      const app = await open();
      app.type(opens);
      await app.pass(600);
      assert.notEqual(app.store.get().dialog, null, opens);
      await hold(app, held, gapMs, 3000);
      await app.pass(1000);
      app.close();
      assert.ok(app.server.sent.length <= most, `${opens} ${JSON.stringify(held)} each ${gapMs} ms`);
    }
  }
});

test('19 keys behind the end that a paste brings itself are dropped, in the same read and for 100 ms', async () => {
  for (const keys of ['+', 'p', '-y', 'ry', 'D', '+\r', 'j+', 'j', 'G', '?', 'A', '\r']) {
    for (const lateMs of [0, 20, 60, 99]) {
      const app = await open(off);
      app.type(`\x1b[200~text\x1b[201~${lateMs === 0 ? keys : ''}`);
      await app.pass(lateMs);
      if (lateMs > 0) app.type(keys);
      await app.pass(1000);
      // The real end of the paste, of which nobody knows any more.
      app.type('\x1b[201~');
      await app.pass(1000);
      app.close();
      assert.deepEqual(app.server.sent, [], `${keys} ${lateMs} ms later`);
      const {dialog, screen, view} = app.store.get();
      assert.deepEqual([dialog, screen.kind, view.cursor], [null, 'table', off], `${keys} ${lateMs} ms later`);
    }
  }
  const app = await open(off);
  app.type('\x1b[200~text\x1b[201~');
  await app.pass(300);
  app.type('+');
  await app.pass(1000);
  app.close();
  assert.equal(app.server.sent.length, 1, 'a key after that is a key');
});
