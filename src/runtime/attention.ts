// What tells a person who looks elsewhere that something happened: the bell and the terminal's title.
import type {Model} from '../fleet/model/model.js';
import {failedCount} from '../fleet/operations/counts.js';
import {remembering} from '../text/remember.js';
import type {Terminal} from './terminal/terminal.js';
import type {TitleCounts} from './terminal/title.js';

export interface Attention {
  /** Rings the bell. @param isAwaited whether it is for a watch that ended, which the title counts until the next key */
  ring(isAwaited: boolean): void;
  /** To be called on each key: the person has seen what ended. */
  onKey(): void;
  setFocused(isFocused: boolean): void;
  /** Whether the terminal has the focus; false where it does not report that. */
  isFocused(): boolean;
  /** Writes the title when a count has changed. */
  updateTitle(): void;
}

export function createAttention(terminal: Pick<Terminal, 'ring' | 'title'>, model: () => Model): Attention {
  let isFocused = false;
  let endedWatches = 0;
  const lastCounts = remembering<TitleCounts>();
  return {
    ring: isAwaited => {
      if (isAwaited) endedWatches += 1;
      terminal.ring();
    },
    onKey: () => {
      endedWatches = 0;
    },
    setFocused: now => {
      isFocused = now;
    },
    isFocused: () => isFocused,
    updateTitle: () => {
      const {fleet, operations, polling} = model();
      // Before the first answer there is nothing to count.
      if (polling.freshAt === null) return;
      terminal.title(lastCounts([fleet, operations, endedWatches], () => titleCounts(model(), endedWatches)));
    },
  };
}

function titleCounts(model: Model, told: number): TitleCounts {
  const {machines, totals} = model.fleet;
  return {machines: machines.length, moving: totals.moving, failed: failedCount(model), told};
}
