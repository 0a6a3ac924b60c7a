// Routes key tokens: text to the focused field, other keys through the keymap to events.

import type {Model} from '../fleet/model/model.js';
import type {Store} from '../fleet/model/store.js';
import type {Time} from '../fleet/model/time.js';
import {isChooser} from '../forms/choices.js';
import {type FormState, focusedField} from '../forms/form.js';
import {type Display, unseenBecause} from './display.js';
import {FieldQueue} from './field-queue.js';
import {isSecretFocused, type TextFocus, textFocus} from './focus.js';
import {HeldPress} from './held-press.js';
import {type Key, type KeyToken, type Paste, toInkBytes} from './input/token.js';
import {pastedLine} from './input/typed-text.js';
import {InputHistory, type KeyUse} from './key-history.js';
import {contextOf, isPrefix, rowOfKey} from './keymap.js';
import {ignoredBecause} from './policy.js';
import type {ContentRowsOf, Context, KeyRow} from './row.js';

export interface RouterOptions {
  readonly store: Store;
  readonly contentRows: ContentRowsOf;
  /** Feeds one key or a run of text to Ink. Resolves when Ink has handled it. */
  readonly feed: (bytes: string) => Promise<void>;
  /** The current time, with which `whyNot` is evaluated instead of the time of the last model change. */
  readonly time: () => Time;
  /** Calls back after this many milliseconds. Returns a function that cancels. */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly display: Display;
  readonly onFocus: (isFocused: boolean) => void;
}

/** Editing keys of text fields. */
const editingKeys = new Set(['backspace', 'left', 'right']);
const listKeys = new Set(['up', 'down']);
/** These keys do not wait for text that is still being typed into a field, and drop it. */
const overtakingKeys = new Set(['esc', 'ctrl-c']);

/** Handles tokens in order. Tokens are queued while Ink handles a key asynchronously. */
export class Router {
  private readonly queue: FieldQueue;
  private readonly history = new InputHistory();
  private readonly held: HeldPress;
  private prefix: string | null = null;

  constructor(private readonly options: RouterOptions) {
    this.queue = new FieldQueue(options.feed, token => this.handle(token));
    this.held = new HeldPress({...options, model: () => this.model()});
  }

  push(token: KeyToken): void {
    if (token.type === 'key' && overtakingKeys.has(token.name)) this.queue.clear();
    this.queue.push(token);
  }

  /** Another program had the terminal until now: keys with an effect wait until the keyboard has been quiet for a second. */
  rest(): void {
    this.history.rest(this.options.time().now);
    this.held.drop('another program had the terminal: press it again');
  }

  /** Handles a token. Returns the bytes to feed to Ink, or null. */
  private handle(token: KeyToken): string | null {
    switch (token.type) {
      case 'focus':
        this.options.onFocus(token.focused);
        return null;
      case 'paste':
        this.held.followed();
        return this.paste(token);
      case 'key':
        this.held.followed();
        return this.key(token);
    }
  }

  private paste({text, at}: Paste): string | null {
    this.history.addPaste(at);
    const focus = this.focus();
    if (focus !== 'text' && focus !== 'chooser') {
      const message = focus === 'typed' ? 'this must be typed, not pasted' : 'pasted text does nothing here';
      this.options.store.dispatch({type: 'key-refused-here', message});
      return null;
    }
    const line = pastedLine(text, isSecretFocused(this.options.store.get()));
    return line === '' ? null : line;
  }

  private key(key: Key): string | null {
    const model = this.options.store.get();
    const focus = this.focus();
    if (focus !== null && this.isForField(key, focus)) {
      this.note(key, 'field');
      return toInkBytes(key) ?? null;
    }
    const context = contextOf(model);
    const isPrefixKey = isPrefix(context, key.name);
    const row = this.rowOf(key, context);
    if (row) this.press(row, key);
    this.note(key, row || isPrefixKey || key.text === undefined ? 'bound' : 'text');
    return null;
  }

  private note(key: Key, use: KeyUse): void {
    this.history.add(key, use);
    // Runs when the event loop is free again after this key: until then the next key may have waited unread.
    this.options.after(0, () => this.history.wasBusyUntil(this.options.time().now));
  }

  private isForField(key: Key, focus: Exclude<TextFocus, null>): boolean {
    if (key.text !== undefined || editingKeys.has(key.name)) return true;
    return focus === 'chooser' && listKeys.has(key.name);
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
    const {store, display, contentRows} = this.options;
    const model = this.model();
    const isActing = row.effect !== 'none' && (row.acts?.(model) ?? true);
    const message =
      ignoredBecause(row, key, this.history, isActing) ??
      (isActing ? unseenBecause(key, model, display) : null) ??
      row.whyNot?.(model) ??
      null;
    if (message !== null) store.dispatch({type: 'key-refused-here', message});
    else if (isActing && !row.asks?.(model)) this.held.hold(row, key, model);
    else store.dispatch(row.event(model, contentRows));
  }

  private model(): Model {
    return {...this.options.store.get(), time: this.options.time()};
  }
}

function hasList(form: FormState, model: Model): boolean {
  const field = focusedField(form);
  return field !== null && isChooser(form, field, model);
}
