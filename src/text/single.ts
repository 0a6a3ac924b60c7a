/**
 * Texts of characters that take one cell each and join with nothing: Latin, Greek, Cyrillic, and the signs that we draw with.
 * Whoever measures anything else needs a segmenter and the table of emoji, which take 30 ms to make.
 */
export const single =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u04ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2248\u2264\u2265\u2500-\u25fc\u25ff\u2713\u2716\u271a]*$/;
