import {Box, Text} from 'ink';
import type {Dialog, Model} from '../../src/fleet/model.js';
import {cellWidth} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {type Line, lineCells, span, type Tone} from '../../src/text/lines.js';
import {Field} from '../Field.js';
import {paintLine} from '../theme.js';
import {DialogRows} from './DialogRows.js';
import {destroyRows, isWordTyped} from './destroy.js';
import {paintTo} from './paint.js';
import {fitRows} from './rows.js';

type Destroy = Extract<Dialog, {kind: 'destroy'}>;

interface DestroyDialogProps {
  readonly model: Model;
  readonly dialog: Destroy;
  readonly width: number;
  readonly height: number;
  readonly onType: (word: string) => void;
}

/** What goes with the machine, and the word that must be typed. */
export function DestroyDialog({model, dialog, width, height, onType}: DestroyDialogProps) {
  const rows = fitRows(destroyRows(model, dialog, width), height);
  const word = <WordInput dialog={dialog} width={width} isAscii={model.isAscii} onType={onType} />;
  return <DialogRows rows={rows} width={width} isAscii={model.isAscii} word={word} />;
}

interface WordInputProps {
  readonly dialog: Destroy;
  readonly width: number;
  readonly isAscii: boolean;
  readonly onType: (word: string) => void;
}

const leastInput = 24;

function WordInput({dialog, width, isAscii, onType}: WordInputProps) {
  const {tone, says} = judged(dialog, isAscii);
  const open: Line = [span('[ ', tone)];
  const close: Line = [span(' ] ', tone), span(says, tone)];
  const wanted = Math.max(leastInput, cellWidth(dialog.target.word) + 2);
  const room = Math.max(1, Math.min(wanted, width - lineCells(open) - lineCells(close)));
  const rest = Math.max(0, width - room - lineCells(open));
  return (
    <Box width={width} height={1}>
      <Text>{paintLine(open)}</Text>
      <Field
        value={dialog.typed}
        onChange={onType}
        isFocused={dialog.focus === 'word' && !dialog.isChecking}
        width={room}
      />
      <Text wrap="truncate">{paintTo(close, rest, isAscii)}</Text>
    </Box>
  );
}

/** Whether what is typed can still become the word. All are equally long, so that the field does not jump. */
function judged(dialog: Destroy, isAscii: boolean): {readonly tone: Tone; readonly says: string} {
  const glyphs = glyphsOf(isAscii);
  if (isWordTyped(dialog)) return {tone: 'danger', says: `${glyphs.done} matches  `};
  if (dialog.typed === '') return {tone: 'accent', says: '           '};
  return dialog.target.word.startsWith(dialog.typed)
    ? {tone: 'accent', says: '           '}
    : {tone: 'warn', says: `${glyphs.failed} differs  `};
}
