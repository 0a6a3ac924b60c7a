// Many keys at once, and slow connections.
import {openFleet} from '../support/fleet.mjs';
import {median} from '../support/numbers.mjs';
import {cursorMark, openPapertop} from '../support/papertop.mjs';
import {delay, throttle} from '../support/relay.mjs';
import {sleep} from '../support/wait.mjs';

const underCursor = screen => screen.line(screen.rowOf(cursorMark)).slice(2, 13);
const machine = index => `node-${String(index).padStart(6, '0')}`;

/** 200 keys in one chunk. */
export async function* chunkRows({bin, rounds}) {
  const fleet = await openFleet(1000);
  const terminal = await openPapertop(bin, fleet);
  try {
    const runs = [];
    for (let run = 0; run < rounds; run += 1) {
      await terminal.take();
      const bytes = terminal.bytes();
      const at = performance.now();
      terminal.write('j'.repeat(200));
      let done;
      while (!done && performance.now() - at < 5000) {
        await terminal.more(1000);
        done = await terminal.take(screen => underCursor(screen).startsWith(machine(200)));
      }
      await terminal.quiet(250);
      const landed = underCursor(terminal.screen);
      runs.push({
        ms: (done?.at ?? performance.now()) - at,
        bytes: terminal.bytes() - bytes,
        lost: landed.startsWith(machine(200)) ? 0 : 1,
      });
      terminal.write('gg');
      await terminal.quiet(250);
    }
    const program = 'papertop, 1,000 machines';
    const of = field => median(runs.map(run => run[field]));
    yield {
      group: 'bursts',
      figure: '200 keys in one chunk: runs that lost one',
      program,
      value: runs.reduce((sum, {lost}) => sum + lost, 0),
      unit: '',
      limit: 0,
    };
    yield {
      group: 'bursts',
      figure: '200 keys in one chunk: settled after',
      program,
      value: of('ms'),
      unit: 'ms',
      limit: 20,
    };
    yield {
      group: 'bursts',
      figure: '200 keys in one chunk: bytes',
      program,
      value: of('bytes'),
      unit: 'B',
      limit: 1500,
      note: 'with the panes that follow',
    };
  } finally {
    await terminal.close();
    fleet.close();
  }
}

const [small, large] = [
  {columns: 80, rows: 24},
  {columns: 200, rows: 60},
];
const links = [
  {name: '2 kB/s', relay: () => throttle(2000), size: small, limit: 1000},
  // Scrolling next to a pane takes 1 to 2 kB.
  {name: '2 kB/s', relay: () => throttle(2000), size: large, limit: 2000},
  // The round trip takes 600 ms.
  {name: '300 ms each way', relay: () => delay(300), size: small, limit: 800},
  {name: '300 ms each way', relay: () => delay(300), size: large, limit: 800},
];

/** Presses 10 keys per second for the given time. */
export async function* linkRows({bin, seconds}) {
  for (const {relay, ...link} of links) yield* linkFigures({bin, seconds, relay: relay(), ...link});
}

async function* linkFigures({bin, seconds, name, relay, limit, size}) {
  const fleet = await openFleet(1000);
  const terminal = await openPapertop(bin, fleet, {...size, relay});
  try {
    await terminal.quiet(1500);
    const [bytes, count] = [terminal.written(), seconds * 10];
    const seen = new Set();
    let lastKeyAt = 0;
    const look = () => terminal.take(screen => void seen.add(underCursor(screen)));
    for (let key = 0; key < count; key += 1) {
      lastKeyAt = performance.now();
      terminal.write('j');
      while (performance.now() - lastKeyAt < 100) {
        await sleep(5);
        await look();
      }
    }
    const end = await terminal.until(
      screen => {
        seen.add(underCursor(screen));
        return underCursor(screen).startsWith(machine(count));
      },
      {ms: 60_000, what: 'the last key'},
    );
    await terminal.quiet(1500);
    const shape = `${name}, ${size.columns}×${size.rows}`;
    const note = `${terminal.written() - bytes} bytes for ${count} keys, ${Math.max(0, count + 1 - seen.size)} frames skipped, panes after ${(terminal.lastAt() - lastKeyAt).toFixed(0)} ms`;
    yield {
      group: 'links',
      figure: `last of ${count} keys at 10/s → its row, ${shape}`,
      program: 'papertop, 1,000 machines',
      value: end.at - lastKeyAt,
      unit: 'ms',
      limit,
      note,
    };
  } finally {
    await terminal.close();
    fleet.close();
  }
}
