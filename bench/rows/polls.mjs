// Cost of polling: bytes, CPU, memory, and delays of keys.
import {openFleet} from '../support/fleet.mjs';
import {pressKey} from '../support/keys.mjs';
import {median, quantile} from '../support/numbers.mjs';
import {cursorMark, openPapertop} from '../support/papertop.mjs';
import {cpuMs, memoryMb} from '../support/process.mjs';
import {sleep} from '../support/wait.mjs';

const cursorRow = screen => screen.rowOf(cursorMark);

/** Polls without changes at the default interval. */
export async function* idleRows({bin, seconds}) {
  const fleet = await openFleet(1000);
  const terminal = await openPapertop(bin, fleet, {interval: 5});
  try {
    await fleet.polls(1);
    await sleep(500);
    const before = {bytes: terminal.bytes(), cpu: cpuMs(terminal.pid), polls: fleet.answered(), at: performance.now()};
    await sleep(seconds * 1000);
    const polls = fleet.answered() - before.polls;
    const share = ((cpuMs(terminal.pid) - before.cpu) / (performance.now() - before.at)) * 100;
    const note = `${polls} polls`;
    yield {
      group: 'polls',
      figure: 'bytes of unchanged polls',
      program: 'papertop, 1,000 machines',
      value: terminal.bytes() - before.bytes,
      unit: 'B',
      limit: 0,
      note,
    };
    yield {
      group: 'polls',
      figure: 'CPU, idle at a 5 s poll',
      program: 'papertop, 1,000 machines',
      value: share,
      unit: '% of a core',
      limit: 1,
      note,
    };
  } finally {
    await terminal.close();
    fleet.close();
  }
}

/** CPU load of polling at the interval that papertop chooses, which is longer for larger fleets. */
export async function* loadRows({bin, seconds}) {
  for (const machines of [10_000, 100_000]) {
    const fleet = await openFleet(machines, 1);
    const terminal = await openPapertop(bin, fleet, {interval: 5});
    try {
      // Not measured, because the first answers are decoded completely and code is compiled.
      await fleet.polls(2);
      await sleep(2000);
      const before = {cpu: cpuMs(terminal.pid), polls: fleet.answered(), at: performance.now()};
      // With 100,000 machines, papertop polls every 10 s.
      await sleep(Math.max(seconds, 40) * 1000);
      const polls = fleet.answered() - before.polls;
      yield {
        group: 'polls',
        figure: 'CPU, polling, 1 % changed',
        program: `papertop, ${machines.toLocaleString('en')} machines`,
        value: ((cpuMs(terminal.pid) - before.cpu) / (performance.now() - before.at)) * 100,
        unit: '% of a core',
        limit: 5,
        note: `${polls} polls`,
      };
    } finally {
      await terminal.close();
      fleet.close();
    }
  }
}

/** Polls in which 1 % of 1,000 machines change. */
export async function* changeRows({bin, polls}) {
  for (const size of [
    {columns: 80, rows: 24, limit: 100},
    {columns: 200, rows: 60},
  ]) {
    const fleet = await openFleet(1000, 1);
    const terminal = await openPapertop(bin, fleet, {interval: 1, ...size});
    try {
      await fleet.polls(1);
      await terminal.quiet();
      const before = terminal.bytes();
      await fleet.polls(polls);
      await terminal.quiet();
      yield {
        group: 'polls',
        figure: `bytes per poll, 1 % changed, ${size.columns}×${size.rows}`,
        program: 'papertop, 1,000 machines',
        value: (terminal.bytes() - before) / polls,
        unit: 'B',
        limit: size.limit,
        note: `mean of ${polls}`,
      };
    } finally {
      await terminal.close();
      fleet.close();
    }
  }
}

/** Resident memory, and the longest delay of a key while answers arrive. */
export async function* sizeRows({bin, polls}) {
  for (const [machines, mb, ms, ofPolls] of [
    [1000, 95, undefined, 0],
    [10_000, 120, 20, polls],
    // Each of these polls takes ten seconds.
    [100_000, 450, 50, Math.ceil(polls / 3)],
  ]) {
    const fleet = await openFleet(machines, 1);
    const terminal = await openPapertop(bin, fleet, {interval: 1});
    try {
      const program = `papertop, ${machines.toLocaleString('en')} machines`;
      await fleet.polls(2);
      const series = [];
      for (let count = 0; ms !== undefined && count < 3; count += 1) {
        // Starts at the first row, because keys that scroll would not move the cursor's row.
        terminal.write('gg');
        await sleep(300);
        series.push(await keysWhilePolling(terminal, fleet, ofPolls));
      }
      await terminal.quiet(100);
      const {now, peak} = memoryMb(terminal.pid);
      yield {
        group: 'memory',
        figure: 'RSS',
        program,
        value: now,
        unit: 'MB',
        limit: mb,
        note: `after ${fleet.answered()} polls with 1 % changed; at most ${peak.toFixed(0)} MB`,
      };
      if (ms === undefined) continue;
      yield {
        group: 'polls',
        figure: 'longest key → paint while polling, 1 % changed',
        program,
        value: median(series.map(times => Math.max(...times))),
        unit: 'ms',
        limit: ms,
        note: `median of 3 series of ${ofPolls} polls: ${series.map(seriesNote).join(' · ')}`,
      };
    } finally {
      await terminal.close();
      fleet.close();
    }
  }
}

function seriesNote(times) {
  return `${Math.max(...times).toFixed(1)} (p99 ${quantile(times, 0.99).toFixed(1)}, ${times.length} keys)`;
}

async function keysWhilePolling(terminal, fleet, polls) {
  const times = [];
  const end = fleet.answered() + polls;
  for (let at = 0; fleet.answered() < end && times.length < 20_000; at += 1) {
    times.push((await pressKey(terminal, at % 20 < 10 ? 'j' : 'k', cursorRow, 20)).ms);
  }
  return times;
}
