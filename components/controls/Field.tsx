// A single-line text field, drawn by ink-text-input.
import {Text, Transform} from 'ink';
import TextInput from 'ink-text-input';
import {cut, fit, graphemes} from '../../src/text/cells.js';
import {theme} from '../lines/theme.js';
import {scrolledToCaret} from './visible-text.js';

interface FieldProps {
  readonly value: string;
  /** Called with the new value after each key. The field is controlled: the store holds its value. */
  readonly onChange: (value: string) => void;
  readonly isFocused: boolean;
  /** Replaces each character of a secret; at most eight are shown, so that its length stays hidden. */
  readonly mask?: string;
  /** Shown dim while `value` is empty. */
  readonly placeholder?: string;
  /** Shown as normal text while `value` is empty: the value in effect until something is typed. */
  readonly fallback?: string;
  /** Exact width in cells. A longer value scrolls so that the caret stays visible. */
  readonly width: number;
}

const maxMaskCells = 8;
/** The longest value, in UTF-16 units. No parameter of the API is longer. */
const maxLength = 4096;

/**
 * A single-line text field. The key router never passes Enter, Esc and Tab to it. ink-text-input holds the caret in its own state, so a
 * value that does not come from typing needs another React `key`, which mounts the field again with the caret at the end.
 */
export function Field({value, onChange, isFocused, mask, placeholder = '', fallback = '', width}: FieldProps) {
  if (width <= 0) return null;
  if (!isFocused) {
    const shown = mask ? mask.repeat(Math.min(maxMaskCells, value.length)) : value;
    return value === '' ? (
      <Text {...(fallback === '' ? theme.quiet.text : theme.plain.text)}>{fit(fallback || placeholder, width)}</Text>
    ) : (
      <Text wrap="truncate">{fit(shown, width)}</Text>
    );
  }
  const shownWhenEmpty = fallback || placeholder;
  const hidesLength = mask !== undefined && value.length > maxMaskCells;
  return (
    <Text wrap="truncate">
      <Transform
        transform={rendered =>
          scrolledToCaret(
            hidesLength ? hideLength(rendered, mask) : recolorPlaceholder(rendered, fallback === ''),
            width,
          )
        }
      >
        <TextInput
          value={value}
          onChange={typed => onChange(withoutHalfCharacters(value, typed.slice(0, maxLength)))}
          focus
          mask={mask}
          placeholder={cut(shownWhenEmpty, width)}
        />
      </Transform>
    </Text>
  );
}

/**
 * Returns `after` without half characters. ink-text-input deletes one UTF-16 unit at a time. A deletion at the end removes the last
 * grapheme of `before` as a whole; elsewhere the remaining lone surrogate is removed.
 */
export function withoutHalfCharacters(before: string, after: string): string {
  if (after.length < before.length && before.startsWith(after)) {
    const whole = [...graphemes(before)].map(({text}) => text);
    return whole.slice(0, -1).join('');
  }
  return after.replace(/\p{Surrogate}/gu, '');
}

/** ink-text-input paints placeholders in grey (SGR 90), a colour outside the theme. Placeholders are dim, fallback values plain. */
function recolorPlaceholder(rendered: string, isQuiet: boolean): string {
  return rendered.replaceAll('\x1b[90m', isQuiet ? theme.quiet.open : '');
}

/** A fixed number of mask characters, which does not reveal the length of the secret. */
function hideLength(rendered: string, mask: string): string {
  const bullets = mask.repeat(maxMaskCells);
  return rendered.includes('\x1b[7m') ? `${bullets}\x1b[7m \x1b[27m` : bullets;
}
