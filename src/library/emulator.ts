// The emulator for other programs' tests: the API on a port of this computer, without an account and without a network.
import {type EmulatorOptions, type RunningEmulator, startEmulator as start} from '../emulator/server.js';

export type {FaultScript} from '../emulator/faults/faults.js';
export {FaultSpecError} from '../emulator/faults/faults.js';
export type {JournalEntry} from '../emulator/journal.js';
export {EmulatorListenError, EmulatorOptionError, type EmulatorOptions} from '../emulator/server.js';

/** An emulator that listens. `url` and `key` are what a client of it needs; `close` ends it and its connections. */
export type Emulator = Pick<RunningEmulator, 'url' | 'port' | 'key' | 'requests' | 'setFaults' | 'close'>;

/**
 * Starts an emulator on loopback, on a free port unless one is named. Rejects with an EmulatorListenError when the address
 * cannot be had, and with an EmulatorOptionError or a FaultSpecError when what is asked for makes no sense.
 */
export function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return start(options);
}
