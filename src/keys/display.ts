// What the terminal is known to show, and why a key must not act on what it may not show.
import type {Model} from '../fleet/model/model.js';
import type {Key} from './input/token.js';

/** What the terminal is known to show. Times are in milliseconds on the clock of `Key.at`. */
export interface Display {
  /** When the terminal had taken the first frame that shows what acting keys act on now: dialog, cursor, screen. Null before. */
  shownAt(): number | null;
  /** The same for the focused button or field of the dialog. */
  focusShownAt(): number | null;
  /** The same for the jump of the cursor from a machine that vanished. */
  jumpShownAt(): number | null;
  /** How long the terminal is behind, beyond its usual delay, in milliseconds. */
  behindMs(): number;
  /** The usual delay of the terminal, in milliseconds. */
  usualMs(): number;
  /** Calls back when the terminal has taken everything that the screen shows now. Returns a function that gives up waiting. */
  whenTaken(callback: () => void): () => void;
  /** Whether the terminal has room for the screen and its dialog. */
  hasRoom(model: Model): boolean;
}

/** A terminal that is further behind than this is not relied on. */
export const behindLimitMs = 300;
export const behindMessage = 'the screen is behind: press it again when it has caught up';
/** A dialog ignores acting keys for this long after it is shown: they were typed before it was seen. */
const unreadMs = 150;
/** The same after the focus moved in it. */
const afterFocusMs = 120;
/** The same after the machine under the cursor vanished: the key was meant for that machine. */
const afterJumpMs = 500;

/** Why the person may not have seen what the key would act on, or null. */
export function unseenBecause(key: Key, model: Model, display: Display): string | null {
  if (display.behindMs() > behindLimitMs) return behindMessage;
  if (!display.hasRoom(model)) return 'there is no room to show what this does: make the window larger';
  const shownAt = display.shownAt();
  if (shownAt === null || shownAt > key.at) return 'this is not on the screen yet: look, then press again';
  if (model.dialog !== null) {
    const focusShownAt = display.focusShownAt();
    const isRead = key.at - shownAt >= unreadMs && focusShownAt !== null && key.at - focusShownAt >= afterFocusMs;
    if (!isRead) return 'the dialog has just changed: look, then press again';
  }
  const jumpShownAt = display.jumpShownAt();
  if (model.view.cursorLostAt !== null && (jumpShownAt === null || key.at - jumpShownAt < afterJumpMs)) {
    return 'the row under the cursor has just changed: look, then press again';
  }
  return null;
}
