// Seeded pseudo-random numbers and hashes, the emulator's only source of randomness. Not for secrets.

const alphanumerics = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A pseudo-random generator (mulberry32) whose state is one number, so that it can be stored in a world. */
export class Dice {
  #state: number;

  constructor(state: number) {
    this.#state = state >>> 0;
  }

  /** The state. `new Dice(state)` continues the sequence. */
  get state(): number {
    return this.#state;
  }

  /** A random number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A random integer from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }

  /** Random lower-case letters and digits. */
  text(length: number): string {
    let text = '';
    for (let i = 0; i < length; i += 1) text += alphanumerics[Math.floor(this.next() * 36)] ?? 'a';
    return text;
  }

  uuid(): string {
    const hex = (digits: number) =>
      Math.floor(this.next() * 16 ** digits)
        .toString(16)
        .padStart(digits, '0');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`;
  }
}

/** A deterministic 32-bit hash of the parts. */
export function hash(...parts: readonly (string | number)[]): number {
  let bits = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let i = 0; i < text.length; i += 1) bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193);
    bits = Math.imul(bits ^ 0xff, 0x01000193);
  }
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** `hash` as a fraction in [0, 1). */
export function fraction(...parts: readonly (string | number)[]): number {
  return hash(...parts) / 4294967296;
}
