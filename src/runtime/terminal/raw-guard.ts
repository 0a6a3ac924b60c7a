// Restores the terminal on every way out of a command that reads without echo.

import {watchOrphan} from '../guard/orphan.js';
import {startWatchdog} from '../guard/watchdog.js';
import type {Clock} from '../time/clock.js';
import {createModes, type RawMode, setRaw} from './modes.js';
import {installRestore} from './restore.js';

export interface RawGuard {
  /** Turns raw mode off and removes the guard. */
  release(): void;
}

/**
 * Turns raw mode on and guards it until `release`.
 * @param options.onResume called when the terminal is papertop's again after a stop, to repeat the prompt
 */
export async function guardRawMode(options: {
  readonly stdin: RawMode;
  readonly clock: Clock;
  readonly describe: (error: unknown) => string;
  readonly onResume: () => void;
}): Promise<RawGuard> {
  const {stdin, clock, describe} = options;
  const watchdog = startWatchdog(0, false, false);
  // Raw mode is set after the watchdog has seen the modes without it.
  await watchdog.ready;
  const modes = createModes({writeSync: () => true, stdin, onChange: watchdog.tell});
  const restore = installRestore({
    modes,
    clock,
    describe,
    isGone: () => false,
    onSuspend: () => {},
    onResume: () => {
      setRaw(stdin, true);
      options.onResume();
    },
  });
  const stopWatching = watchOrphan(clock, restore.abandon);
  modes.enter();
  setRaw(stdin, true);
  return {
    release: () => {
      modes.leave();
      stopWatching();
      restore.dispose();
      watchdog.close();
    },
  };
}
