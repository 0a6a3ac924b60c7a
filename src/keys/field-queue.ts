// Queues tokens while Ink handles text, and joins text that is waiting, so that Ink renders once for it.
import type {KeyToken} from './input/token.js';

/** More waiting tokens than this are dropped: no person types ahead so far. */
const longestQueue = 4096;

/** Delivers tokens in order, one at a time; while Ink handles the text of one, the others wait. */
export class FieldQueue {
  private waiting: KeyToken[] = [];
  private isFeeding = false;

  /**
   * @param feed gives text to Ink; resolves when it is handled
   * @param handle handles a token; returns the text or the editing key for Ink, or null
   */
  constructor(
    private readonly feed: (bytes: string) => Promise<void>,
    private readonly handle: (token: KeyToken) => string | null,
  ) {}

  push(token: KeyToken): void {
    if (this.waiting.length < longestQueue || token.type === 'focus') this.waiting.push(token);
    if (!this.isFeeding) this.drain();
  }

  /** Drops what is waiting, except changes of the focus. */
  clear(): void {
    this.waiting = this.waiting.filter(({type}) => type === 'focus');
  }

  private drain(): void {
    for (let token = this.waiting.shift(); token !== undefined; token = this.waiting.shift()) {
      const bytes = this.handle(token);
      if (bytes === null) continue;
      this.isFeeding = true;
      const goOn = () => {
        this.isFeeding = false;
        this.drain();
      };
      this.feed(bytes + this.textBehind(token)).then(goOn, goOn);
      return;
    }
  }

  /** Takes the typed text that waits behind a text key and will go to the same field. */
  private textBehind(token: KeyToken): string {
    if (token.type !== 'key' || token.text === undefined) return '';
    let text = '';
    let count = 0;
    for (const next of this.waiting) {
      if (next.type !== 'key' || next.text === undefined) break;
      text += this.handle(next) ?? '';
      count += 1;
    }
    this.waiting.splice(0, count);
    return text;
  }
}
