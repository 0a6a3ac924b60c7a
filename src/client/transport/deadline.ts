// The time that a whole call may take, whatever its attempts are allowed.

export interface Deadline {
  /** Fires when the time is up or the caller gives up. */
  readonly signal: AbortSignal;
  /** The time was up before the caller gave up. */
  readonly isPast: () => boolean;
  /** To be called when the call has ended, so that no timer keeps the process alive. */
  readonly stop: () => void;
}

export function startDeadline(ms: number, caller: AbortSignal = new AbortController().signal): Deadline {
  const end = new AbortController();
  let isPast = false;
  const onCaller = () => end.abort();
  const timer = setTimeout(() => {
    isPast = !end.signal.aborted;
    end.abort();
  }, ms);
  caller.addEventListener('abort', onCaller);
  if (caller.aborted) onCaller();
  return {
    signal: end.signal,
    isPast: () => isPast,
    stop: () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', onCaller);
    },
  };
}
