import {enterModes, leaveModes} from '../screen/sequences.js';

/** What turns the terminal's raw mode on and off: `process.stdin`, as far as it is needed. */
export interface RawMode {
  isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

export interface Modes {
  /** Takes the terminal over. Nothing happens when it is taken over already. */
  enter(): void;
  /** Gives it back as it was, synchronously. Nothing happens when it was given back already. */
  leave(): void;
  isEntered(): boolean;
  /** Sets everything again, whatever somebody else did to the terminal meanwhile. */
  enterAnew(): void;
}

/**
 * @param options.writeSync writes to the terminal before it returns, tells whether all was taken; never throws
 * @param options.stdin whose raw mode is turned off on leaving; turning it on is the input's business
 * @param options.onChange told after every change, so that the watchdog knows whether there is something to undo
 */
export function createModes(options: {
  writeSync: (data: string) => boolean;
  stdin?: RawMode;
  onChange?: (isEntered: boolean) => void;
  /** The terminal has been taken over already. */
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
      // A terminal that does not read now is left to the watchdog, which can wait for it when we have ended.
      if (isWritten) options.onChange?.(false);
    },
    isEntered: () => isEntered,
  };
}

/** Turns raw mode on or off; a terminal that is gone is not an error. */
export function setRaw(stdin: RawMode | undefined, isRaw: boolean): void {
  if (!stdin?.isTTY) return;
  try {
    stdin.setRawMode?.(isRaw);
  } catch {
    // The terminal is gone, and with it its modes.
  }
}
