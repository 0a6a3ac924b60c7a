// Opens papertop for benchmarks.
import {openTerminal} from './terminal.mjs';

/** First character of the row under the cursor. */
export const cursorMark = '▌';

/** Opens papertop on a fleet. Resolves when it shows the machines and is idle. */
export async function openPapertop(bin, fleet, {interval = 600, node = [], ...options} = {}) {
  const command = [process.execPath, ...node, bin, '--endpoint', fleet.url, '--interval', String(interval)];
  const terminal = openTerminal(command, options);
  await terminal.until(screen => screen.text().includes(cursorMark), {ms: 60_000, what: 'the first machines'});
  // The code cache is written 1.5 s after the start.
  await terminal.quiet(interval > 5 ? 1700 : 200);
  return terminal;
}
