// Secrets in memory, and their removal from text that leaves the program.
import {inspect} from 'node:util';

const mask = '[redacted]';
/** Shorter secrets are not masked, because they would match unrelated text by chance. */
const shortestMasked = 4;

/** A value that is masked in string conversion, JSON and `util.inspect`. Only `reveal` returns it. */
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
 * The text with every secret masked, and with the values of `x-api-key` and `authorization` headers masked. Secrets are found
 * verbatim, URL-encoded, JSON-escaped and in base64 and base64url.
 */
export function redact(text: string, secrets: readonly (Secret | string)[]): string {
  return redactForms(text, secrets.flatMap(formsOf));
}

function redactForms(text: string, forms: readonly string[]): string {
  let redacted = text;
  for (const form of forms) if (redacted.includes(form)) redacted = redacted.replaceAll(form, mask);
  return redacted.replace(headerValue, `$1${mask}`);
}

/** The JSON value with every secret masked in its strings and names. Returns the same value if there is nothing to mask. */
export function redactJson(json: unknown, secrets: readonly (Secret | string)[]): unknown {
  const forms = secrets.flatMap(formsOf);
  if (hasNothingToMask(JSON.stringify(json) ?? '', forms)) return json;
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return redactForms(value, forms);
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    // Object.fromEntries keeps a name like __proto__ as an own property.
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [redactForms(name, forms), visit(item)]));
  };
  return visit(json);
}

/**
 * Fast path: whether a JSON text certainly has nothing to mask, as most answers do. Secrets with a lone surrogate always take
 * the slow path, because JSON.stringify escapes a lone surrogate but not a complete pair.
 */
function hasNothingToMask(text: string, forms: readonly string[]): boolean {
  if (headerName.test(text)) return false;
  return forms.every(form => form.isWellFormed() && !text.includes(JSON.stringify(form).slice(1, -1)));
}

const headerName = /x-api-key|authorization/i;

// Repetitions are bounded, so that the time is linear in the length of a hostile text.
const headerValue =
  /((?:x-api-key|authorization)["']?\s{0,4}[:=]\s{0,4}["']?)(?:(?:bearer|basic)\s{1,4})?[^\s"',;]{1,512}/gi;

function formsOf(secret: Secret | string): string[] {
  const value = typeof secret === 'string' ? secret : secret.reveal();
  if (value.length < shortestMasked) return [];
  const base64 = Buffer.from(value).toString('base64');
  const forms = [value, encodeAll(value), JSON.stringify(value).slice(1, -1), base64, base64.replace(/=+$/, '')];
  forms.push(Buffer.from(value).toString('base64url'));
  // Longest first, because a short form may be the beginning of a longer one.
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function encodeAll(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
