// Secrets in memory, and their removal from every text that leaves the program.
import {inspect} from 'node:util';

const mask = '[redacted]';
/** Shorter texts occur everywhere by chance: masking them would blank out innocent words. */
const shortestMasked = 4;

/** A value that no log, JSON or debugger print spells out; only `reveal` does. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [inspect.custom](): string {
    return mask;
  }
}

/**
 * The text with every secret masked, in each form it may travel in: as it is, URL-encoded, JSON-escaped, base64 (alone or
 * as a user's password); and whatever stands behind an `x-api-key` or `authorization` header.
 */
export function redact(text: string, secrets: readonly (Secret | string)[]): string {
  return redactForms(text, secrets.flatMap(formsOf));
}

function redactForms(text: string, forms: readonly string[]): string {
  let masked = text;
  for (const form of forms) if (masked.includes(form)) masked = masked.replaceAll(form, mask);
  return masked.replace(headerValue, `$1${mask}`);
}

/** The JSON value with every secret masked in its texts and names; the same value where there is none. */
export function masked(json: unknown, secrets: readonly (Secret | string)[]): unknown {
  const forms = secrets.flatMap(formsOf);
  if (isInnocent(JSON.stringify(json) ?? '', forms)) return json;
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return redactForms(value, forms);
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    // Names like __proto__ stay names.
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [redactForms(name, forms), visit(item)]));
  };
  return visit(json);
}

/**
 * Whether a JSON text surely holds nothing to mask, in whatever value: most answers are passed after one look. Half a character
 * is written otherwise alone than beside its other half, so that a form with one is not found there.
 */
function isInnocent(text: string, forms: readonly string[]): boolean {
  if (headerName.test(text)) return false;
  return forms.every(form => form.isWellFormed() && !text.includes(JSON.stringify(form).slice(1, -1)));
}

const headerName = /x-api-key|authorization/i;

// Bounded, so that a hostile text costs no more than its length.
const headerValue =
  /((?:x-api-key|authorization)["']?\s{0,4}[:=]\s{0,4}["']?)(?:(?:bearer|basic)\s{1,4})?[^\s"',;]{1,512}/gi;

function formsOf(secret: Secret | string): string[] {
  const value = typeof secret === 'string' ? secret : secret.reveal();
  if (value.length < shortestMasked) return [];
  const base64 = Buffer.from(value).toString('base64');
  const forms = [value, encodeAll(value), JSON.stringify(value).slice(1, -1), base64, base64.replace(/=+$/, '')];
  forms.push(Buffer.from(value).toString('base64url'));
  // The longest first: a short form may be the beginning of a longer one.
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function encodeAll(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
