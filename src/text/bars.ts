// Horizontal bars drawn with block characters.

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * A bar that fills `fraction` (0 to 1) of `cells` cells, accurate to an eighth of a cell (one cell in ASCII). Any fraction
 * above 0 is drawn with at least one part.
 */
export function barOf(fraction: number, cells: number, isAscii: boolean): string {
  const share = Math.min(1, Math.max(0, Number.isFinite(fraction) ? fraction : 0));
  if (share === 0) return '';
  if (isAscii) return '#'.repeat(Math.max(1, Math.round(share * cells)));
  const parts = Math.max(1, Math.round(share * cells * 8));
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}
