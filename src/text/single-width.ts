// Detects text whose width is its length.

/**
 * Matches text in which every character is one cell wide and combines with no other: Latin, Greek, Cyrillic, and the symbols
 * that papertop draws with. Measuring other text requires a segmenter and an emoji table, which take 30 ms to create.
 */
export const singleWidth =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u04ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2248\u2264\u2265\u2500-\u25fc\u25ff\u2713\u2716\u271a]*$/;
