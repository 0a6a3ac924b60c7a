// The escape sequences that set and reset terminal modes.

/** CAN: aborts an unfinished escape sequence, so that the text after it is not parsed as its rest. */
export const cancelSequence = '\x18';

/** What writing text relies on: style, insert mode, charset. */
const textModes = '\x1b[m\x1b[4l\x1b(B\x0f';

/** Margins and origin. Setting either moves the cursor to the first cell, so they are reset on the alternate screen only. */
const wholeScreen = '\x1b[r\x1b[?6l';

/** Before each full repaint: what the screen writer relies on; no autowrap, no cursor. */
export const repaintModes = `${textModes}${wholeScreen}\x1b[?7l\x1b[?25l`;

/** Resets how keys are reported: kitty's protocol with whatever was pushed, xterm's modifyOtherKeys, cursor keys, keypad. */
const keyboardModes = '\x1b[<99u\x1b[=0u\x1b[>4m\x1b[?1l\x1b>';

/** Every kind of mouse reports, and their encodings. */
const noMouse = '\x1b[?9;1000;1001;1002;1003;1005;1006;1015;1016l';

/** Focus reports, bracketed paste, reports of colour schemes and sizes. */
const noReports = '\x1b[?1004l\x1b[?2004l\x1b[?2031l\x1b[?2048l';

/**
 * Resets all modes but alternate screen, cursor, margins and origin: papertop's own and those that another program, a remote or a
 * crashed one, can have left set. It does not move the cursor. Keys come first, since some terminals take one of them for a style.
 */
const resetModes = `\x1b[?2026l${keyboardModes}${noMouse}${noReports}\x1b[2;20l\x1b[12h\x1b[?5l\x1b[?69l\x1b)B${textModes}\x1b[?7h`;

/**
 * Written after another program has had the terminal: a soft reset, which resets margins and origin and keeps the cursor where it is, and
 * the cursor's shape. Only here, since an old Linux console prints the last letter of a sequence with an intermediate character.
 */
export const undoForeignModes = `${cancelSequence}\x1b[!p\x1b[0 q${resetModes}`;

/**
 * Alternate screen, bracketed paste, focus reports; all other modes reset. The alternate screen has keyboard modes of its own. No mouse
 * reports, so that the terminal's text selection works.
 */
export const enterModes = `${cancelSequence}${resetModes}\x1b[?1049h${keyboardModes}\x1b[?2004h\x1b[?1004h${repaintModes}`;

/** Resets all modes and shows the main screen, with its cursor where it was. */
export const leaveModes = `${resetModes}${wholeScreen}\x1b[?1049l\x1b[?25h`;

/** Synchronized update: the terminal shows what is written between these two at once. */
export const beginUpdate = '\x1b[?2026h';
export const endUpdate = '\x1b[?2026l';
