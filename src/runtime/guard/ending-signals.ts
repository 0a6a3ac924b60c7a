// The signals whose default action ends a process and that can be caught: the terminal is restored first.
export const endingSignals = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGABRT',
  'SIGALRM',
  'SIGVTALRM',
  'SIGUSR2',
  'SIGXCPU',
] as const;

export type EndingSignal = (typeof endingSignals)[number];
