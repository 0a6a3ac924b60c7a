// Bell and terminal title as sequences for whoever writes to the terminal. Nothing of the API but numbers goes into them:
// a title outlives the screen, and terminals have been made to type it back.

/** What may stand in a title. */
export interface TitleCounts {
  readonly machines: number;
  /** On their way to another state. */
  readonly moving: number;
  /** Operations that failed. */
  readonly failed: number;
  /** Watches that ended since the last key. */
  readonly told: number;
}

/** Each function returns what to write now; an empty text when there is nothing to write. */
export interface Notifier {
  /** Keeps the title that was there before. */
  enter(): string;
  /** Brings back the title that was there before. */
  leave(): string;
  /** Writes nothing while the title stays the same. */
  title(counts: TitleCounts): string;
  /** One bell. */
  ring(): string;
}

const bell = '\x07';
const pushTitle = '\x1b[22;0t';
const popTitle = '\x1b[23;0t';
/** Ended by ST and not by BEL, which a terminal that knows no titles would ring. */
const setTitle = (text: string): string => `\x1b]0;${text}\x1b\\`;

/** `TERM` decides: the Linux console and dumb terminals show a title as garbage. */
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
      // For terminals that cannot keep a title: an empty one is better than one that is no longer true.
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

/** `papertop: 24 machines, 2 moving, 1 failed`; what is zero is left out. */
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
