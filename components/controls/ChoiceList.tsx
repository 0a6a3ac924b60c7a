// A list of choices, drawn by ink-select-input.
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
  /** The chosen value, which is also the highlighted one. */
  readonly value: string;
  /** Called when ↑ or ↓ highlights another choice. */
  readonly onHighlight: (value: string) => void;
  readonly isFocused: boolean;
  /** Maximum height in rows. A longer list scrolls. */
  readonly limit: number;
  readonly width: number;
  readonly isAscii?: boolean;
}

/**
 * A list whose highlighted item is the chosen one; null when it is empty or `limit` is below 1. The key router never passes Enter,
 * Esc and Tab to it. ink-select-input holds the highlight in its own state, so a value that does not come from ↑ or ↓ needs another
 * React `key`, which mounts the list again with that value highlighted.
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

/** From this width names take at most 60 %, so that the details keep a column of their own. */
const wideWidth = 50;
/** Details with fewer cells than this are not readable and are left out. */
const minDetailCells = 6;

/** The choices as styled texts of exactly `width` cells: name, availability, then details or the reason why it does not fit. */
export function choiceLines(items: readonly Choice[], width: number, isAscii: boolean): readonly string[] {
  const longest = Math.max(0, ...items.map(({label}) => cellWidth(label)));
  // One long name must not take the cells of the details, which distinguish the choices.
  const nameCells = Math.min(longest, width >= wideWidth ? Math.floor(width * 0.6) : Math.max(8, width));
  const hasMarks = items.some(({mark}) => mark !== undefined);
  const hasDetails = items.some(({detail, more, misfit}) => detail ?? more ?? misfit);
  return items.map(({label, mark, detail = '', more = '', misfit}) => {
    const name = hasMarks || hasDetails ? cell(label, nameCells, misfit ? 'quiet' : 'plain') : span(label);
    const marks: Line = hasMarks ? [span(' '), markSpan(mark, isAscii)] : [];
    const room = width - nameCells - lineCells(marks) - 2;
    const allFacts = [detail, more].filter(Boolean).join('  ');
    const facts = cellWidth(allFacts) > room ? detail : allFacts;
    const reason = misfit && cellWidth(misfit) > room ? 'does not fit' : misfit;
    const detailSpans: Line =
      hasDetails && room >= minDetailCells ? [span(hasMarks ? ' ' : '  '), span(reason ?? facts, 'quiet')] : [];
    return paintTo([name, ...marks, ...detailSpans], Math.max(0, width), isAscii);
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
