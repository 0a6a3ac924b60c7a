/**
 * Asks a terminal "are you well?" (DSR 5); it answers `ESC [ 0 n` when it has come to the question, so after everything written
 * before. Every terminal since the VT100 does; multiplexers answer themselves.
 */
const question = '\x1b[5n';

/** Only frames that come this soon after another can be too many; a single key asks nothing. */
const burstMs = 300;
/** What a terminal may be behind its usual round trip before frames wait for it. */
const slackMs = 100;
/** An answer that takes longer is not counted on any more: so long on a line that was quick, longer on one that was not. */
const lostMs = {atLeast: 2000, atMost: 5000, perLast: 4};
/** How long whoever leaves waits for an answer that would be read by the next: one that is sure to come, and one that may be. */
const quietMs = {sure: 3000, unsure: 1000};
/** The usual round trip is the shortest of the last two spans of this length: a way that became longer for good is followed. */
const spanMs = 120_000;

/**
 * How far the terminal is behind. Buffers between here and there take whatever is written at once, so on a slow line
 * frames would queue in them, each in front of the next key's: while an answer is overdue none is written, and the newest
 * one after it. A terminal that never answers is never waited for.
 */
export class Pace {
  private askedAt: number | null = null;
  private shortestMs = Number.POSITIVE_INFINITY;
  private shortestBeforeMs = Number.POSITIVE_INFINITY;
  private spanSince = Number.NEGATIVE_INFINITY;
  private lastMs = 0;
  private hasAnswered = false;
  private isDeaf = false;
  private isHushed = false;

  /** What to write after a frame. @param sinceLastMs how long before it the last frame was written */
  ask(now: number, sinceLastMs: number): string {
    this.giveUp(now);
    if (this.isDeaf || this.isHushed || this.askedAt !== null || sinceLastMs > burstMs) return '';
    this.askedAt = now;
    return question;
  }

  /** For how many milliseconds the next frame has to wait unless the answer comes before. */
  waitMs(now: number): number {
    this.giveUp(now);
    if (this.askedAt === null || !this.hasAnswered) return 0;
    // A line that was behind with the last frame gets one at a time.
    const isBehind = this.lastMs > this.usualMs() + slackMs;
    return isBehind || now > this.askedAt + this.usualMs() + slackMs ? this.askedAt + this.lostAfterMs() - now : 0;
  }

  answered(now: number): void {
    if (this.askedAt === null) return;
    this.lastMs = now - this.askedAt;
    this.askedAt = null;
    this.hasAnswered = true;
    if (now > this.spanSince + spanMs) {
      this.shortestBeforeMs = this.shortestMs;
      this.shortestMs = Number.POSITIVE_INFINITY;
      this.spanSince = now;
    }
    this.shortestMs = Math.min(this.shortestMs, this.lastMs);
  }

  /** How many milliseconds of what was written the terminal had not shown when it answered last, or has not by now. */
  lagMs(now: number): number {
    if (!this.hasAnswered) return 0;
    const ms = this.askedAt === null ? this.lastMs : Math.max(this.lastMs, now - this.askedAt);
    return Math.max(0, ms - this.usualMs());
  }

  /** For how long an answer may be on its way, which whoever gets the terminal now would read; 0 when none is. */
  quietMs(): number {
    if (this.askedAt === null || this.isDeaf) return 0;
    return this.hasAnswered ? quietMs.sure : quietMs.unsure;
  }

  /** Asks nothing more: somebody else will have the terminal. */
  hush(): void {
    this.isHushed = true;
  }

  /** The terminal is somebody else's, or was. */
  forget(): void {
    this.askedAt = null;
    this.isHushed = false;
  }

  private usualMs(): number {
    return Math.min(this.shortestMs, this.shortestBeforeMs);
  }

  private lostAfterMs(): number {
    if (!this.hasAnswered) return lostMs.atMost;
    return Math.min(lostMs.atMost, Math.max(lostMs.atLeast, this.lastMs * lostMs.perLast));
  }

  private giveUp(now: number): void {
    if (this.askedAt === null || now < this.askedAt + this.lostAfterMs()) return;
    this.askedAt = null;
    this.isDeaf = !this.hasAnswered;
    this.hasAnswered = false;
  }
}
