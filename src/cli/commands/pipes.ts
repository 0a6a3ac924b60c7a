// Handling of pipes that are closed early, as by `papertop machines list | head -1`.

/** Exits silently when stdout is closed. Errors of stderr are ignored. */
export function quietOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
  });
  process.stderr.on('error', () => {});
}

/** Exits when stderr is flushed, because writes to pipes are asynchronous on some systems. */
export function exitWhenWritten(status: number): void {
  process.stderr.write('', () => process.exit(status));
}
