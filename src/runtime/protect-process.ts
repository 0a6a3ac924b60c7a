// Keeps the process's memory, which holds the key, out of debuggers and core files. Every entry imports it before anything else.
import {writeFileSync} from 'node:fs';

/** When a debugger is closed that was opened before this file ran: late enough not to delay the start. */
const lateMs = 1000;

// Without a listener Node opens its debugger on SIGUSR1.
process.on('SIGUSR1', () => {});
leaveMemoryOutOfCores();
setTimeout(closeDebugger, lateMs).unref();

/** A core file then holds no memory, only registers. Child processes inherit the setting. */
function leaveMemoryOutOfCores(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/coredump_filter', '0x0');
  } catch {
    // Without /proc, a core file is as the system makes it.
  }
}

/** Closes a debugger that SIGUSR1 opened while Node itself was starting, before any listener could be set. */
function closeDebugger(): void {
  // Options that ask for a debugger are refused elsewhere, with a message.
  if (process.execArgv.length === 0 && !process.env.NODE_OPTIONS) process.getBuiltinModule('node:inspector').close();
}
