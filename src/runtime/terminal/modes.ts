// The terminal's modes as one switch: alternate screen, bracketed paste, focus reports, raw mode.
import {enterModes, leaveModes, undoForeignModes} from '../screen/sequences.js';

/** The part of `process.stdin` that turns raw mode on and off. */
export interface RawMode {
  isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

export interface Modes {
  /** Sets papertop's modes; does nothing when they are set. */
  enter(): void;
  /** Resets them before it returns; does nothing when they are not set. */
  leave(): void;
  isEntered(): boolean;
  /** Resets what another program has left set, while papertop's modes are not. */
  undoForeign(): void;
  /** Sets all modes again, for when another process may have changed them. */
  enterAnew(): void;
}

/**
 * @param options.writeSync writes before it returns and returns whether the terminal has accepted all of it; never throws
 * @param options.stdin its raw mode is turned off by `leave`; input.ts turns it on
 * @param options.onChange called after every change, so that the watchdog knows whether the modes need resetting
 * @param options.isEntered whether the launcher has set the modes already
 */
export function createModes(options: {
  writeSync: (data: string) => boolean;
  stdin?: RawMode;
  onChange?: (isEntered: boolean) => void;
  isEntered?: boolean;
}): Modes {
  let isEntered = options.isEntered ?? false;
  const enterAnew = () => {
    isEntered = true;
    options.onChange?.(true);
    options.writeSync(enterModes);
  };
  return {
    enter: () => {
      if (!isEntered) enterAnew();
    },
    enterAnew,
    leave: () => {
      if (!isEntered) return;
      isEntered = false;
      const isWritten = options.writeSync(leaveModes);
      setRaw(options.stdin, false);
      // When the terminal does not read now, the modes count as set: the watchdog resets them after papertop has ended.
      if (isWritten) options.onChange?.(false);
    },
    isEntered: () => isEntered,
    undoForeign: () => {
      if (!isEntered) options.writeSync(undoForeignModes);
    },
  };
}

/** Turns raw mode on or off; does nothing when the terminal was closed. */
export function setRaw(stdin: RawMode | undefined, isRaw: boolean): void {
  if (!stdin?.isTTY) return;
  try {
    stdin.setRawMode?.(isRaw);
  } catch {
    // The terminal was closed, so there is no mode to change.
  }
}
