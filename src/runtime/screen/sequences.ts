// The escape sequences that papertop sets and undoes terminal modes with.
/** The terminal modes papertop sets, and undoes, in one place. */

/** Before every full repaint: style, scroll region and origin as the screen writer expects them, no wrapping, no cursor. */
export const repaintModes = '\x1b[m\x1b[r\x1b[?6l\x1b[?7l\x1b[?25l';

/** Alternate screen, bracketed paste, focus reports. The mouse stays the terminal's: selecting text goes on working. */
export const enterModes = `\x1b[?1049h\x1b[?2004h\x1b[?1004h${repaintModes}`;

/** Everything undone, including what only a crashed child or a half-written update may have set. */
export const leaveModes =
  '\x1b[?2026l\x1b[m\x1b[r\x1b[?6l\x1b[?1000;1002;1003;1006l\x1b[?1004l\x1b[?2004l\x1b[?1l\x1b>\x1b[?7h\x1b[?1049l\x1b[?25h';

/** Ends an escape sequence that was cut off, so that what follows is not taken for its rest. */
export const cancelSequence = '\x18';

export const beginUpdate = '\x1b[?2026h';

export const endUpdate = '\x1b[?2026l';
