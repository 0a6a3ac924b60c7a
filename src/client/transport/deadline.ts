// Deadline of a whole call, independent of the limits of its attempts.

export interface Deadline {
  /** Fires when the deadline passes or the caller aborts. */
  readonly signal: AbortSignal;
  /** Whether the deadline passed before the caller aborted. */
  readonly isPast: () => boolean;
  /** Must be called when the call has ended, so that the timer does not keep the process alive. */
  readonly stop: () => void;
}

/** Starts a deadline `ms` milliseconds from now. */
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
