// What the built program writes to the terminal: over a slow connection the bytes of a key decide how it feels.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {type FleetServer, startFleetServer} from '../support/fleetserver.js';
import {openPapertop} from '../support/papertop.js';
import type {Pty} from '../support/pty.js';

const machines = 1000;

interface Watched {
  readonly pty: Pty;
  readonly fleet: FleetServer;
  close(): Promise<void>;
}

async function watch(options: {
  columns?: number;
  rows?: number;
  percent?: number;
  interval?: number;
}): Promise<Watched> {
  const {columns = 80, rows = 24, percent = 0, interval = 600} = options;
  const fleet = await startFleetServer(machines, percent);
  const app = openPapertop(['--endpoint', fleet.url, '--interval', String(interval)], {columns, rows});
  await app.pty.waitFor(screen => cursorName(screen) === nameOf(0), {timeoutMs: 20_000});
  await app.pty.waitForIdle(250);
  return {
    pty: app.pty,
    fleet,
    close: async () => {
      await app.close();
      fleet.close();
    },
  };
}

const nameOf = (index: number) => `node-${String(index).padStart(6, '0')}`;
const cursorName = (screen: string) => /^▌ (\S+)/m.exec(screen)?.[1];

/** The bytes of one key until its row is the one under the cursor; the panes that follow it come later and are waited for. */
async function bytesOf(pty: Pty, key: string, wanted: number): Promise<number> {
  const before = pty.bytes();
  pty.write(key);
  await pty.waitFor(screen => cursorName(screen) === nameOf(wanted));
  const bytes = pty.bytes() - before;
  await pty.waitForIdle(80);
  return bytes;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe('bytes of keys', () => {
  for (const [columns, rows, most] of [
    [80, 24, 200],
    [200, 60, 400],
  ] as const) {
    test(`moving the cursor by a row at ${columns}×${rows} takes at most ${most}`, async () => {
      const {pty, close} = await watch({columns, rows});
      try {
        const bytes: number[] = [];
        // Between the second row and the twelfth: the table stands still.
        for (let index = 0; index < 50; index += 1) {
          const step = index % 20;
          bytes.push(await bytesOf(pty, step < 10 ? 'j' : 'k', step < 10 ? step + 1 : 19 - step));
        }
        assert.ok(median(bytes) <= most, `${median(bytes)} bytes: ${bytes.join(' ')}`);
      } finally {
        await close();
      }
    });
  }

  test('moving it at the edge, so that the table scrolls, takes at most 250 at 80×24, a page 1,200', async () => {
    const {pty, close} = await watch({});
    try {
      pty.write('j'.repeat(20));
      await pty.waitFor(screen => cursorName(screen) === nameOf(20));
      await pty.waitForIdle(120);
      const bytes: number[] = [];
      for (let index = 21; index < 36; index += 1) bytes.push(await bytesOf(pty, 'j', index));
      assert.ok(median(bytes) <= 250, `${median(bytes)} bytes: ${bytes.join(' ')}`);
      const pages: number[] = [];
      for (let page = 0; page < 10; page += 1) {
        const before = pty.bytes();
        pty.write('\x1b[6~');
        await pty.waitForIdle(120);
        pages.push(pty.bytes() - before);
      }
      assert.ok(median(pages) <= 1200, `${median(pages)} bytes: ${pages.join(' ')}`);
    } finally {
      await close();
    }
  });

  test('23 of 200 keys in one chunk none is lost, and all of them take at most 1,500 bytes', async () => {
    const {pty, close} = await watch({});
    try {
      // The pty decides in how many reads a chunk arrives, and a busy machine makes more of them: the best of some tries counts.
      const sizes: number[] = [];
      for (const at of [200, 400, 600, 800]) {
        const before = pty.bytes();
        pty.write('j'.repeat(200));
        await pty.waitFor(screen => cursorName(screen) === nameOf(at));
        await pty.waitForIdle(150);
        assert.equal(cursorName(pty.screen()), nameOf(at), 'a key was lost');
        sizes.push(pty.bytes() - before);
      }
      assert.ok(Math.min(...sizes) <= 1500, `${sizes.join(', ')} bytes`);
    } finally {
      await close();
    }
  });
});

describe('bytes of polls', () => {
  let watched: Watched;

  before(async () => {
    watched = await watch({interval: 1});
  });
  after(() => watched?.close());

  test('an unchanged answer writes nothing', async () => {
    const {pty, fleet} = watched;
    await fleet.polls(1);
    await pty.waitForIdle(200);
    const before = pty.bytes();
    await fleet.polls(3);
    await pty.waitForIdle(200);
    assert.equal(pty.bytes() - before, 0, JSON.stringify(pty.output().slice(-200)));
  });

  test('one machine in a hundred changed: at most 100 bytes per poll', async () => {
    const changing = await watch({interval: 1, percent: 1});
    try {
      const {pty, fleet} = changing;
      const polls = 12;
      await fleet.polls(1);
      await pty.waitForIdle(200);
      const before = pty.bytes();
      await fleet.polls(polls);
      await pty.waitForIdle(200);
      const bytes = (pty.bytes() - before) / polls;
      assert.ok(bytes > 0, 'something changed');
      assert.ok(bytes <= 100, `${bytes} bytes`);
    } finally {
      await changing.close();
    }
  });
});
