// Routes key tokens: text to the focused field, other keys through the keymap to events.

import type {Store} from '../fleet/model/store.js';
import type {Time} from '../fleet/model/time.js';
import {isChooser} from '../forms/choices.js';
import {type FormState, focusedField, paramOf} from '../forms/form.js';
import {clean} from '../text/clean.js';
import {type TextFocus, textFocus} from './focus.js';
import {contextOf, isPrefix, rowOfKey} from './keymap.js';
import {ignoredBecause} from './policy.js';
import type {ContentRowsOf, Context, KeyRow} from './row.js';
import {type Key, type KeyToken, type Paste, toInkBytes} from './token.js';

export interface RouterOptions {
  readonly store: Store;
  readonly contentRows: ContentRowsOf;
  /** Feeds one key to Ink. Resolves when Ink has handled it. */
  readonly feed: (bytes: string) => Promise<void>;
  /** The current time, with which `whyNot` is evaluated instead of the time of the last model change. */
  readonly time: () => Time;
  readonly onFocus: (isFocused: boolean) => void;
}

/** Editing keys of text fields. */
const editingKeys = new Set(['backspace', 'left', 'right']);
const listKeys = new Set(['up', 'down']);

/** Handles tokens in order. Tokens are queued while Ink handles a key asynchronously. */
export class Router {
  private readonly waiting: KeyToken[] = [];
  private isFeeding = false;
  private last: Key | null = null;
  private pastedAt: number | null = null;
  private prefix: string | null = null;

  constructor(private readonly options: RouterOptions) {}

  push(token: KeyToken): void {
    this.waiting.push(token);
    if (!this.isFeeding) this.drain();
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
      this.options.feed(bytes).then(goOn, goOn);
      return;
    }
  }

  /** Handles a token. Returns the bytes to feed to Ink, or null. */
  private handle(token: KeyToken): string | null {
    switch (token.type) {
      case 'focus':
        this.options.onFocus(token.focused);
        return null;
      case 'paste':
        return this.paste(token);
      case 'key': {
        const bytes = this.key(token);
        this.last = token;
        return bytes;
      }
    }
  }

  private paste({text, at}: Paste): string | null {
    this.pastedAt = at;
    const focus = this.focus();
    if (focus !== 'text' && focus !== 'chooser') {
      const message = focus === 'typed' ? 'this must be typed, not pasted' : 'pasted text does nothing here';
      this.options.store.dispatch({type: 'key-refused-here', message});
      return null;
    }
    const line = text.trim().split(/[\r\n]/)[0] ?? '';
    // A password keeps all characters except control characters and surrogates. Other text is cleaned.
    const kept = this.isSecret() ? line.replace(/[\p{Cc}\p{Cs}]/gu, '') : clean(line, 4096).replaceAll('\uFFFD', '');
    return kept === '' ? null : kept;
  }

  private key(key: Key): string | null {
    const model = this.options.store.get();
    const focus = this.focus();
    if (focus !== null && this.isForField(key, focus)) {
      return toInkBytes(key) ?? null;
    }
    const context = contextOf(model);
    const row = this.rowOf(key, context);
    if (row) this.press(row, key);
    return null;
  }

  private isForField(key: Key, focus: Exclude<TextFocus, null>): boolean {
    if (key.text !== undefined || editingKeys.has(key.name)) return true;
    return focus === 'chooser' && listKeys.has(key.name);
  }

  /** Whether the focused field holds a secret. */
  private isSecret(): boolean {
    const {dialog, screen} = this.options.store.get();
    if (dialog?.kind !== 'form') return screen.kind === 'welcome';
    const field = focusedField(dialog.form);
    return field !== null && paramOf(dialog.form.method, field.name).secret === true;
  }

  private focus(): TextFocus {
    const model = this.options.store.get();
    return textFocus(model, form => hasList(form, model));
  }

  /** The row of this key, or of the sequence that it completes. */
  private rowOf(key: Key, context: Context): KeyRow | undefined {
    const sequence = this.prefix === null ? null : `${this.prefix} ${key.name}`;
    this.prefix = null;
    const found = sequence === null ? undefined : rowOfKey(context, sequence);
    if (found) return found;
    if (isPrefix(context, key.name)) this.prefix = key.name;
    return rowOfKey(context, key.name);
  }

  private press(row: KeyRow, key: Key): void {
    const {store, time} = this.options;
    const model = {...store.get(), time: time()};
    const isForm = model.dialog?.kind === 'form';
    const ignored = ignoredBecause(row, key, {last: this.last, pastedAt: this.pastedAt}, isForm);
    const message = ignored ?? row.whyNot?.(model) ?? null;
    store.dispatch(message === null ? row.event(model, this.options.contentRows) : {type: 'key-refused-here', message});
  }
}

function hasList(form: FormState, model: ReturnType<Store['get']>): boolean {
  const field = focusedField(form);
  return field !== null && isChooser(form, field, model);
}
