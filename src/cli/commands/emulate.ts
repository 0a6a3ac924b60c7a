// `papertop emulate`: runs the emulator until a signal ends it.
import {FaultSpecError} from '../../emulator/faults/faults.js';
import {isLoopback} from '../../emulator/http/guard.js';
import {EmulatorListenError, EmulatorOptionError, startEmulator} from '../../emulator/server.js';
import {cleanError} from '../../text/clean.js';
import type {EmulateSettings} from '../options/housekeeping.js';

/** The used part of `process`. */
export interface EmulateHost {
  readonly stdout: {write(text: string): unknown};
  readonly stderr: {write(text: string): unknown};
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

const exits = {SIGINT: 130, SIGTERM: 143} as const;

/**
 * Runs the emulator until SIGINT or SIGTERM. Resolves with the exit status: 130 or 143 after a signal, 2 for invalid options, 1 if
 * it cannot listen. The first line on stdout is its address; the rest is printed on stderr.
 */
export async function emulateCommand(settings: EmulateSettings, host: EmulateHost): Promise<number> {
  const ended = new Promise<keyof typeof exits>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) host.once(signal, () => resolve(signal));
  });
  try {
    const emulator = await startEmulator(settings);
    host.stdout.write(`papertop emulator listening on ${emulator.url}\n`);
    host.stderr.write(hints(settings, emulator.url));
    const signal = await ended;
    await emulator.close();
    return exits[signal];
  } catch (error) {
    const isUsage = error instanceof FaultSpecError || error instanceof EmulatorOptionError;
    if (!isUsage && !(error instanceof EmulatorListenError)) throw error;
    host.stderr.write(`papertop: ${cleanError(error)}\n`);
    return isUsage ? 2 : 1;
  }
}

function hints({host, key, machines}: EmulateSettings, url: string): string {
  const lines = [
    `${machines} machines; callers send the header x-api-key: ${key}`,
    `look: PAPERSPACE_API_KEY=${key} papertop --endpoint ${url}`,
    `requests so far: GET ${url}/_emulator/requests · faults: PUT ${url}/_emulator/faults · anew: POST ${url}/_emulator/reset`,
    ...(isLoopback(host) ? [] : [`warning: ${host} can be reached by other computers`]),
    'Ctrl-C ends it',
  ];
  return `${lines.join('\n')}\n`;
}
