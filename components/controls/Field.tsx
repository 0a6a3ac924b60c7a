import {Text, Transform} from 'ink';
import TextInput from 'ink-text-input';
import {cut, fit, graphemes} from '../../src/text/cells.js';
import {theme} from '../lines/theme.js';
import {windowed} from './visible-text.js';

interface FieldProps {
  readonly value: string;
  /** The value as it should be after the key; it lives in the store. */
  readonly onChange: (value: string) => void;
  readonly isFocused: boolean;
  /** Shown for each character; more than eight are not told apart. */
  readonly mask?: string;
  /** Shown quietly while there is no value. */
  readonly placeholder?: string;
  /** Shown as text while there is no value: what holds until something is typed. */
  readonly standing?: string;
  /** Cells it takes, always: a longer value scrolls so that the caret stays visible. */
  readonly width: number;
}

const shownOfMask = 8;

/**
 * One line of text that can be typed into. Enter, Esc and Tab never reach it. ink-text-input keeps the caret: a value that does not
 * come from typing needs another `key`, which starts it anew with the caret at the end.
 */
export function Field({value, onChange, isFocused, mask, placeholder = '', standing = '', width}: FieldProps) {
  if (width <= 0) return null;
  if (!isFocused) {
    const shown = mask ? mask.repeat(Math.min(shownOfMask, value.length)) : value;
    return value === '' ? (
      <Text {...(standing === '' ? theme.quiet.text : theme.plain.text)}>{fit(standing || placeholder, width)}</Text>
    ) : (
      <Text wrap="truncate">{fit(shown, width)}</Text>
    );
  }
  const instead = standing || placeholder;
  const isHiding = mask !== undefined && value.length > shownOfMask;
  return (
    <Text wrap="truncate">
      <Transform
        transform={rendered => windowed(isHiding ? capped(rendered, mask) : toned(rendered, standing === ''), width)}
      >
        <TextInput
          value={value}
          onChange={typed => onChange(wholeCharacters(value, typed))}
          focus
          // The package's types do not know "absent" from "undefined".
          {...(mask === undefined ? {} : {mask})}
          placeholder={cut(instead, width)}
        />
      </Transform>
    </Text>
  );
}

/** ink-text-input removes single UTF-16 units: at the end of the text the whole character goes, never half of one. */
export function wholeCharacters(before: string, after: string): string {
  if (after.length < before.length && before.startsWith(after)) {
    const whole = [...graphemes(before)].map(({text}) => text);
    return whole.slice(0, -1).join('');
  }
  return after.replace(/\p{Surrogate}/gu, '');
}

/** ink-text-input paints placeholders grey, which is a colour; ours are dim, or plain where they are values. */
function toned(rendered: string, isQuiet: boolean): string {
  return rendered.replaceAll('\x1b[90m', isQuiet ? theme.quiet.open : '');
}

/** A row of bullets that does not tell how long the secret is. */
function capped(rendered: string, mask: string): string {
  const bullets = mask.repeat(shownOfMask);
  return rendered.includes('\x1b[7m') ? `${bullets}\x1b[7m \x1b[27m` : bullets;
}
