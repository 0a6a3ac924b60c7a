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

/** Levels of nesting of a JSON value that are visited. Answers with more are refused where they are parsed. */
const maxDepth = 200;

/** Masks the same secrets in many texts. */
export class Redactor {
  readonly #forms: readonly string[];

  constructor(secrets: readonly (Secret | string)[]) {
    this.#forms = secrets.flatMap(formsOf);
  }

  /**
   * The text with every secret masked, and with the values of `x-api-key` and `authorization` headers masked. Secrets are found
   * verbatim, URL-encoded, JSON-escaped and in base64 and base64url.
   */
  text(text: string): string {
    let redacted = text;
    for (const form of this.#forms) if (redacted.includes(form)) redacted = redacted.replaceAll(form, mask);
    return redacted.replace(headerValue, `$1${mask}`);
  }

  /**
   * Whether a JSON text may hold a secret in its strings and names. Fast, because nearly all texts hold none. True also for every
   * text with a backslash, because a secret can be escaped.
   */
  mayOccurIn(text: string): boolean {
    return text.includes('\\') || this.#forms.some(form => text.includes(form));
  }

  /**
   * The JSON value with every secret masked in its strings and names. Returns the same value if there is nothing to mask.
   * @param source the text that the value was parsed from, if it is at hand
   * @throws RangeError if the value is nested deeper than any answer
   */
  json(json: unknown, source?: string): unknown {
    if (source !== undefined && !headerName.test(source) && !this.mayOccurIn(source)) return json;
    if (this.#hasNothingToMask(JSON.stringify(json) ?? '')) return json;
    const visit = (value: unknown, depth: number): unknown => {
      if (depth > maxDepth) throw new RangeError('nested too deeply');
      if (typeof value === 'string') return this.text(value);
      if (Array.isArray(value)) return value.map(item => visit(item, depth + 1));
      if (typeof value !== 'object' || value === null) return value;
      // Object.fromEntries keeps a name like __proto__ as an own property.
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [this.text(name), visit(item, depth + 1)]));
    };
    return visit(json, 0);
  }

  /**
   * Fast path: whether a JSON text certainly has nothing to mask, as most answers do. Secrets with a lone surrogate always take
   * the slow path, because JSON.stringify escapes a lone surrogate but not a complete pair.
   */
  #hasNothingToMask(text: string): boolean {
    if (headerName.test(text)) return false;
    return this.#forms.every(form => form.isWellFormed() && !text.includes(JSON.stringify(form).slice(1, -1)));
  }
}

/** The text with every secret masked; see {@link Redactor.text}. */
export function redact(text: string, secrets: readonly (Secret | string)[]): string {
  return new Redactor(secrets).text(text);
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
