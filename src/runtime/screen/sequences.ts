// The escape sequences that set and reset terminal modes.

/** CAN: aborts an unfinished escape sequence, so that the text after it is not parsed as its rest. */
export const cancelSequence = '\x18';

/** Modes of drawing that the screen writer and readable text rely on: style, whole-screen margins, origin, insert mode, charset. */
const drawingModes = '\x1b[m\x1b[r\x1b[?6l\x1b[4l\x1b(B\x0f';

/** Before each full repaint: the modes of drawing, no autowrap, no cursor. */
export const repaintModes = `${drawingModes}\x1b[?7l\x1b[?25l`;

/** Resets how keys are reported: kitty's protocol with whatever was pushed, xterm's modifyOtherKeys, cursor keys, keypad. */
const keyboardModes = '\x1b[<99u\x1b[=0u\x1b[>4m\x1b[?1l\x1b>';

/** Every kind of mouse reports, and their encodings. */
const noMouse = '\x1b[?9;1000;1001;1002;1003;1005;1006;1015;1016l';

/** Focus reports, bracketed paste, reports of colour schemes and sizes. */
const noReports = '\x1b[?1004l\x1b[?2004l\x1b[?2031l\x1b[?2048l';

/**
 * Resets all modes but the alternate screen and the cursor: papertop's own and those that another program, a remote one or a crashed
 * one, can have left set. The sequences of keys come first, since some terminals take one of them for a style. Sequences with an
 * intermediate character (soft reset, cursor shape) are not here: an old Linux console would print their last letter into the shell.
 */
const resetModes = `\x1b[?2026l${keyboardModes}${noMouse}${noReports}\x1b[2;20l\x1b[12h\x1b[?5l\x1b[?69l\x1b)B${drawingModes}\x1b[?7h`;

/** Written after another program has had the terminal, so that what is written next is readable. */
export const undoForeignModes = cancelSequence + resetModes;

/**
 * Soft reset, cursor shape, all modes, then alternate screen, bracketed paste, focus reports. The alternate screen has keyboard modes of
 * its own. No mouse reports, so that the terminal's text selection works.
 */
export const enterModes = `${cancelSequence}\x1b[!p\x1b[0 q${resetModes}\x1b[?1049h${keyboardModes}\x1b[?2004h\x1b[?1004h${repaintModes}`;

/** Resets all modes and shows the main screen and the cursor. */
export const leaveModes = `${resetModes}\x1b[?1049l\x1b[?25h`;

/** Synchronized update: the terminal shows what is written between these two at once. */
export const beginUpdate = '\x1b[?2026h';
export const endUpdate = '\x1b[?2026l';
