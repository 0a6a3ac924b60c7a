/** Time as the rest of the program is handed it. */
export interface Clock {
  /** Milliseconds that only grow, from an arbitrary start. */
  now(): number;
  /** Milliseconds since 1970, as the computer's clock shows them. */
  wall(): number;
  /** Calls back once after `ms` milliseconds; what it returns cancels that. */
  after(ms: number, callback: () => void): () => void;
}

export function realClock(): Clock {
  return {
    now: () => performance.now(),
    wall: () => Date.now(),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
}
