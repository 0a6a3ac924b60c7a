import {openTerminal} from './terminal.mjs';

/** What stands at the start of the row under the cursor. */
export const cursorMark = '▌';

/** Opens papertop on a fleet; resolves when it shows the machines and has gone quiet. */
export async function openPapertop(bin, fleet, {interval = 600, node = [], ...options} = {}) {
  const command = [process.execPath, ...node, bin, '--endpoint', fleet.url, '--interval', String(interval)];
  const terminal = openTerminal(command, options);
  await terminal.until(screen => screen.text().includes(cursorMark), {ms: 60_000, what: 'the first machines'});
  // The compiled code is kept 1.5 s after the start.
  await terminal.quiet(interval > 5 ? 1700 : 200);
  return terminal;
}
