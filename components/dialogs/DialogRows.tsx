import {Text} from 'ink';
import {Fragment, type ReactNode} from 'react';
import {paintButtons} from './buttons.js';
import {paintTo} from './paint.js';
import type {Row} from './rows.js';

interface DialogRowsProps {
  /** As many as the dialog is high. */
  readonly rows: readonly Row[];
  readonly width: number;
  readonly isAscii: boolean;
  /** What stands in a row of kind `word`; one row high and `width` cells wide. */
  readonly word?: ReactNode;
}

/** A dialog's rows, each exactly `width` cells wide. */
export function DialogRows({rows, width, isAscii, word}: DialogRowsProps) {
  return rows.map((row, index) => {
    // Rows have no name of their own; none of them keeps anything.
    const key = `${index}`;
    if (row.kind === 'word') return <Fragment key={key}>{word}</Fragment>;
    return (
      <Text key={key} wrap="truncate">
        {row.kind === 'line' ? paintTo(row.line, width, isAscii) : paintButtons(row.buttons, width)}
      </Text>
    );
  });
}
