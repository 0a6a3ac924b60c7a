import {Text} from 'ink';
import SelectInput from 'ink-select-input';
import type {Choice} from '../../src/forms/form.js';
import {cellWidth} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {cell, type Line, lineCells, span} from '../../src/text/lines.js';
import {paintTo} from '../dialogs/parts/paint.js';
import {theme} from '../lines/theme.js';

interface ChoiceListProps {
  readonly items: readonly Choice[];
  /** The value that is chosen; it is the highlighted one. */
  readonly value: string;
  /** A choice was highlighted by ↑ or ↓. */
  readonly onHighlight: (value: string) => void;
  readonly isFocused: boolean;
  /** Lines it may take; a longer list turns within them. */
  readonly limit: number;
  readonly width: number;
  readonly isAscii?: boolean;
}

/**
 * A list to choose from: what is highlighted is what is chosen. Enter, Esc and Tab never reach it. ink-select-input keeps the
 * highlight: a value that does not come from ↑ and ↓ needs another `key`, which starts it anew on that value.
 */
export function ChoiceList({items, value, onHighlight, isFocused, limit, width, isAscii = false}: ChoiceListProps) {
  if (items.length === 0 || limit < 1) return null;
  const labels = choiceLines(items, width - 2, isAscii);
  const index = items.findIndex(choice => choice.value === value);
  return (
    <SelectInput
      key={items.map(choice => choice.value).join('\0')}
      items={items.map((choice, row) => ({label: labels[row] ?? '', value: choice.value, key: `${row}`}))}
      initialIndex={Math.max(0, index)}
      isFocused={isFocused}
      limit={limit}
      onHighlight={item => {
        if (item) onHighlight(item.value);
      }}
      indicatorComponent={isAscii ? AsciiIndicator : Indicator}
      itemComponent={Item}
    />
  );
}

/** Cells from which on a list has two columns in any case. */
const roomy = 50;
/** Fewer cells than this tell nothing. */
const leastDetail = 6;

/** The choices as lines of exactly `width` cells: name, availability, what tells it apart or why it does not fit. */
export function choiceLines(items: readonly Choice[], width: number, isAscii: boolean): readonly string[] {
  const longest = Math.max(0, ...items.map(({label}) => cellWidth(label)));
  // One long name must not take the room of what tells the others apart.
  const names = Math.min(longest, width >= roomy ? Math.floor(width * 0.6) : Math.max(8, width));
  const hasMarks = items.some(({mark}) => mark !== undefined);
  const hasDetails = items.some(({detail, more, misfit}) => detail ?? more ?? misfit);
  return items.map(({label, mark, detail = '', more = '', misfit}) => {
    const name = hasMarks || hasDetails ? cell(label, names, misfit ? 'quiet' : 'plain') : span(label);
    const marks: Line = hasMarks ? [span(' '), markSpan(mark, isAscii)] : [];
    const room = width - names - lineCells(marks) - 2;
    const long = [detail, more].filter(Boolean).join('  ');
    const facts = cellWidth(long) > room ? detail : long;
    const reason = misfit && cellWidth(misfit) > room ? 'does not fit' : misfit;
    const told: Line =
      hasDetails && room >= leastDetail ? [span(hasMarks ? ' ' : '  '), span(reason ?? facts, 'quiet')] : [];
    return paintTo([name, ...marks, ...told], Math.max(0, width), isAscii);
  });
}

function markSpan(mark: Choice['mark'], isAscii: boolean) {
  const glyphs = glyphsOf(isAscii);
  switch (mark) {
    case 'available':
      return span(glyphs.done, 'good');
    case 'unavailable':
      return span(glyphs.failed, 'bad');
    case 'asking':
      return span(glyphs.moving, 'quiet');
    case undefined:
      return span(' ');
  }
}

function Indicator({isSelected = false}: {readonly isSelected?: boolean}) {
  return <Text {...theme.focus.text}>{isSelected ? '▸ ' : '  '}</Text>;
}

function AsciiIndicator({isSelected = false}: {readonly isSelected?: boolean}) {
  return <Text {...theme.focus.text}>{isSelected ? '> ' : '  '}</Text>;
}

function Item({isSelected = false, label}: {readonly isSelected?: boolean; readonly label: string}) {
  return (
    <Text wrap="truncate" {...(isSelected ? theme.focus.text : theme.plain.text)}>
      {label}
    </Text>
  );
}
