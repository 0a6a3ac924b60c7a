// The escape sequences that set and reset terminal modes.

/** Before each full repaint: default style, scroll region and origin, which the screen writer relies on; no autowrap, no cursor. */
export const repaintModes = '\x1b[m\x1b[r\x1b[?6l\x1b[?7l\x1b[?25l';

/** Alternate screen, bracketed paste, focus reports. No mouse reports, so that the terminal's text selection works. */
export const enterModes = `\x1b[?1049h\x1b[?2004h\x1b[?1004h${repaintModes}`;

/** Resets all modes, also those that only a crashed child process or an unfinished update can have left set. */
export const leaveModes =
  '\x1b[?2026l\x1b[m\x1b[r\x1b[?6l\x1b[?1000;1002;1003;1006l\x1b[?1004l\x1b[?2004l\x1b[?1l\x1b>\x1b[?7h\x1b[?1049l\x1b[?25h';

/** CAN: aborts an unfinished escape sequence, so that the text after it is not parsed as its rest. */
export const cancelSequence = '\x18';

/** Synchronized update: the terminal shows what is written between these two at once. */
export const beginUpdate = '\x1b[?2026h';
export const endUpdate = '\x1b[?2026l';
