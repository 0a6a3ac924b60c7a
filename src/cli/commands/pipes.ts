// Pipes that are closed before everything is written, as by `papertop machines list | head -1`.

/** Ends the process quietly when nobody reads its answer any more; what it says on stderr is then lost without a trace. */
export function quietOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
  });
  process.stderr.on('error', () => {});
}

/** Ends the process when all that was said on stderr is out: some systems write to pipes later. */
export function exitWhenWritten(status: number): void {
  process.stderr.write('', () => process.exit(status));
}
