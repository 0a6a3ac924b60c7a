// Small horizontal bars.

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A bar of `fraction` (0 to 1) of `cells` cells, exact to an eighth of a cell; never empty for more than nothing. */
export function barOf(fraction: number, cells: number, isAscii: boolean): string {
  const share = Math.min(1, Math.max(0, Number.isFinite(fraction) ? fraction : 0));
  if (share === 0) return '';
  if (isAscii) return '#'.repeat(Math.max(1, Math.round(share * cells)));
  const parts = Math.max(1, Math.round(share * cells * 8));
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}
