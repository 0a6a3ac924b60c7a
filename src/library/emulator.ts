// The emulator for other programs' tests: the API on a local port, without an account or network access.
import {type EmulatorOptions, type RunningEmulator, startEmulator as start} from '../emulator/server.js';

export type {FaultScript} from '../emulator/faults/faults.js';
export {FaultSpecError} from '../emulator/faults/faults.js';
export type {JournalEntry} from '../emulator/journal.js';
export {EmulatorListenError, EmulatorOptionError, type EmulatorOptions} from '../emulator/server.js';

/** A running emulator. Clients need its `url` and `key`. `close` stops it and closes its connections. */
export type Emulator = Pick<RunningEmulator, 'url' | 'port' | 'key' | 'requests' | 'setFaults' | 'close'>;

/**
 * Starts an emulator on loopback, on a free port by default. Rejects with an EmulatorListenError if it cannot listen on the
 * address, and with an EmulatorOptionError or a FaultSpecError if an option is invalid.
 */
export function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return start(options);
}
