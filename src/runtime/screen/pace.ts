// Back-pressure: how far the terminal is behind, measured by status queries, and how long the next frame waits for it.

/**
 * Device status report (DSR 5). The terminal answers `ESC [ 0 n` when it has processed everything written before the query. Every
 * terminal since the VT100 answers; multiplexers answer themselves.
 */
const query = '\x1b[5n';

/** Unless somebody waits for the answer, only a frame that follows another this soon is queried: a single frame cannot queue. */
const burstMs = 300;
/** Delay beyond the usual round trip that is tolerated before frames wait. */
const slackMs = 100;
/** Give up after 2 s, or 4 × the last round trip, at most 5 s. */
const lostMs = {atLeast: 2000, atMost: 5000, perLast: 4};
/** How long handing the terminal over waits for an outstanding answer: from a terminal that has answered before, or has not. */
const drainMs = {trusted: 3000, unproven: 1000};
/** The usual round trip is the shortest of the last two spans of this length, so that it follows a line that became slower. */
const spanMs = 120_000;

/**
 * Measures the delay of the terminal and holds frames back while it is too large. Buffers between papertop and the terminal
 * accept every write at once, so on a slow line frames would queue in them and delay the frame of the next key. While an answer
 * is overdue no frame is written; the newest one is written after it.
 *
 * How much the answers are relied on (`lost`: no answer within the limit of `lostMs`):
 *
 *                answered                  lost
 *     unproven ────────────▶ trusted ────────────▶ unproven
 *         │
 *         │ lost
 *         ▼
 *     unsupported: no more queries
 *
 * Frames wait only in `trusted`. The terminal starts `unproven`, so one that never answers is never waited for.
 *
 * Handing the terminal to another process, which would read a late answer as typed text:
 *
 *              stopAsking()            reset()
 *     asking ───────────────▶ silent ───────────▶ asking
 *
 * The caller waits for `answered`, at most `drainLimitMs()`, and calls `reset` when the terminal is handed over.
 */
export class Pace {
  private askedAt: number | null = null;
  private shortestMs = Number.POSITIVE_INFINITY;
  private shortestBeforeMs = Number.POSITIVE_INFINITY;
  private spanSince = Number.NEGATIVE_INFINITY;
  private lastMs = 0;
  private trust: 'unproven' | 'trusted' | 'unsupported' = 'unproven';
  private hasAnswered = false;
  private isSilent = false;

  /**
   * Returns the query to write after a frame, or ''.
   * @param sinceLastMs milliseconds since the frame before it was written
   * @param isNeeded whether somebody waits for the answer
   */
  ask(now: number, sinceLastMs: number, isNeeded = false): string {
    this.giveUp(now);
    if (this.trust === 'unsupported' || this.isSilent || this.askedAt !== null) return '';
    const isLost = this.hasAnswered && this.trust === 'unproven';
    if (sinceLastMs > burstMs && !isNeeded && !isLost) return '';
    this.askedAt = now;
    return query;
  }

  /** Returns the milliseconds that the next frame has to wait, unless the answer arrives before; 0 for none. */
  waitMs(now: number): number {
    this.giveUp(now);
    if (this.askedAt === null || this.trust !== 'trusted') return 0;
    // While the line is behind, only one frame at a time is under way.
    const isBehind = this.lastMs > this.usualMs() + slackMs;
    return isBehind || now > this.askedAt + this.usualMs() + slackMs ? this.askedAt + this.lostAfterMs() - now : 0;
  }

  /** To be called when the terminal has answered; an answer that was given up on is ignored. */
  answered(now: number): void {
    if (this.askedAt === null) return;
    this.lastMs = now - this.askedAt;
    this.askedAt = null;
    this.trust = 'trusted';
    this.hasAnswered = true;
    if (now > this.spanSince + spanMs) {
      this.shortestBeforeMs = this.shortestMs;
      this.shortestMs = Number.POSITIVE_INFINITY;
      this.spanSince = now;
    }
    this.shortestMs = Math.min(this.shortestMs, this.lastMs);
  }

  /** Returns the milliseconds that the terminal is behind: the last or the present round trip beyond the usual one. */
  lagMs(now: number): number {
    if (this.trust !== 'trusted') return 0;
    const ms = this.askedAt === null ? this.lastMs : Math.max(this.lastMs, now - this.askedAt);
    return Math.max(0, ms - this.usualMs());
  }

  /** Whether an answer proves that the terminal has taken a frame: it has answered before and still does, as far as is known. */
  isProof(now: number): boolean {
    this.giveUp(now);
    return this.hasAnswered && this.trust !== 'unsupported';
  }

  /** Returns the milliseconds that an outstanding answer is late, beyond the usual round trip; Infinity after answers were lost. */
  behindMs(now: number): number {
    if (!this.isProof(now)) return 0;
    if (this.trust === 'unproven') return Number.POSITIVE_INFINITY;
    return this.askedAt === null ? 0 : Math.max(0, now - this.askedAt - this.usualMs());
  }

  /** Returns the milliseconds until an outstanding query counts as lost; 0 when none is outstanding. */
  lostInMs(now: number): number {
    return this.askedAt === null ? 0 : Math.max(0, this.askedAt + this.lostAfterMs() - now);
  }

  /** Returns the usual round trip in milliseconds; 0 before the first answer. */
  usualMs(): number {
    return this.hasAnswered ? Math.min(this.shortestMs, this.shortestBeforeMs) : 0;
  }

  /** Returns the milliseconds to wait for an outstanding answer before the terminal is handed over; 0 when none is outstanding. */
  drainLimitMs(): number {
    if (this.askedAt === null || this.trust === 'unsupported') return 0;
    return drainMs[this.trust];
  }

  /** Sends no more queries until `reset`: the terminal is about to be handed over. */
  stopAsking(): void {
    this.isSilent = true;
  }

  /** Forgets an outstanding query, and allows queries again. */
  reset(): void {
    this.askedAt = null;
    this.isSilent = false;
  }

  private lostAfterMs(): number {
    if (this.trust !== 'trusted') return lostMs.atMost;
    return Math.min(lostMs.atMost, Math.max(lostMs.atLeast, this.lastMs * lostMs.perLast));
  }

  private giveUp(now: number): void {
    if (this.askedAt === null || now < this.askedAt + this.lostAfterMs()) return;
    this.askedAt = null;
    this.trust = this.trust === 'trusted' ? 'unproven' : 'unsupported';
  }
}
