// Escape sequences for the bell and the terminal's title.

/**
 * What the title shows. Only numbers, no text of the API: some terminals can be made to report their title as typed input, which
 * would run in the shell.
 */
export interface TitleCounts {
  readonly machines: number;
  /** Machines in a transition from one state to another. */
  readonly moving: number;
  /** Operations that failed. */
  readonly failed: number;
  /** Watches that ended since the last key. */
  readonly told: number;
}

/** Each function returns the sequence to write; '' when there is nothing to write. */
export interface Notifier {
  /** Saves the title that the terminal has now. */
  enter(): string;
  /** Restores the saved title. */
  leave(): string;
  /** Returns '' while the title stays the same. */
  title(counts: TitleCounts): string;
  /** One bell. */
  ring(): string;
}

const bell = '\x07';
const pushTitle = '\x1b[22;0t';
const popTitle = '\x1b[23;0t';
/** Terminated by ST instead of BEL, since a terminal without titles would ring at BEL. */
const setTitle = (text: string): string => `\x1b]0;${text}\x1b\\`;

/** No title is set where `TERM` names a terminal, such as the Linux console, that would print the sequence as text. */
export function createNotifier(env: Readonly<Record<string, string | undefined>>): Notifier {
  const hasTitle = !/^(?:|dumb|unknown|linux|cons\d+.*|vt\d+.*|ansi)$/.test(env.TERM ?? '');
  let shown: string | null = null;
  let told: TitleCounts | null = null;
  let isInside = false;
  return {
    enter: () => {
      if (!hasTitle || isInside) return '';
      isInside = true;
      shown = null;
      told = null;
      return pushTitle;
    },
    leave: () => {
      if (!isInside) return '';
      isInside = false;
      // Terminals that cannot save a title ignore the second sequence: an empty title is better than an outdated one.
      return setTitle('') + popTitle;
    },
    title: counts => {
      if (counts === told) return '';
      told = counts;
      const text = titleText(counts);
      if (!isInside || text === shown) return '';
      shown = text;
      return setTitle(text);
    },
    ring: () => bell,
  };
}

/** `papertop: 24 machines, 2 moving, 1 failed`; counts of zero are left out, except that of machines. */
export function titleText({machines, moving, failed, told}: TitleCounts): string {
  const parts = whole(told) > 0 ? [`${whole(told)} ${whole(told) === 1 ? 'watch' : 'watches'} ended`] : [];
  parts.push(`${whole(machines)} ${whole(machines) === 1 ? 'machine' : 'machines'}`);
  if (whole(moving) > 0) parts.push(`${whole(moving)} moving`);
  if (whole(failed) > 0) parts.push(`${whole(failed)} failed`);
  return `papertop: ${parts.join(', ')}`;
}

function whole(count: number): number {
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}
