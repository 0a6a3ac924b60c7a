import {Box, Text} from 'ink';
import {isChooser, shownValue} from '../../src/forms/choices.js';
import {type FormContext, type Field as FormField, type FormState, paramOf} from '../../src/forms/form.js';
import {cellWidth, cut} from '../../src/text/cells.js';
import {lineCells, span, toAscii} from '../../src/text/lines.js';
import {Field} from '../Field.js';
import {paintLine} from '../theme.js';
import {type FieldRow, fieldRows, shownRows} from './fieldrows.js';
import {paintTo} from './paint.js';

interface FormFieldsProps {
  readonly form: FormState;
  readonly context: FormContext;
  readonly width: number;
  readonly dialogWidth: number;
  readonly height: number;
  readonly isAscii: boolean;
  /** Off while the form is being sent. */
  readonly isLive: boolean;
  readonly onType: (text: string) => void;
}

/** The fields of a form, as many as fit, the focused one among them. */
export function FormFields(props: FormFieldsProps) {
  const {form, context, width, dialogWidth, height, isAscii} = props;
  const rows = shownRows(fieldRows(form, context, dialogWidth, isAscii), form, height);
  const blank = ' '.repeat(width);
  return (
    <Box flexDirection="column" width={width} height={height}>
      {rows.map((row, index) => (
        <FieldLine key={row.kind === 'field' ? `field ${row.index}` : `line ${index}`} {...props} row={row} />
      ))}
      {rows.length < height && <Text>{Array.from({length: height - rows.length}, () => blank).join('\n')}</Text>}
    </Box>
  );
}

function FieldLine({row, ...props}: FormFieldsProps & {readonly row: FieldRow}) {
  const {form, width, isAscii, isLive} = props;
  if (row.kind !== 'field') return <Text wrap="truncate">{paintTo(row.line, width, isAscii)}</Text>;
  const field = form.fields[row.index];
  if (!field || row.index !== form.focus || !isLive) {
    return <Text wrap="truncate">{paintTo([...row.lead, ...row.value], width, isAscii)}</Text>;
  }
  // An empty field has room for its problem, behind the caret.
  const told = field.text === '' && field.problem !== null ? row.value : [];
  const room = told.length > 0 ? 2 : width - lineCells(row.lead);
  return (
    <Box width={width} height={1}>
      <Text>{paintLine(row.lead)}</Text>
      <Input {...props} field={field} room={room} />
      {told.length > 0 && <Text wrap="truncate">{paintTo(told, width - lineCells(row.lead) - room, isAscii)}</Text>}
    </Box>
  );
}

/** A text, or what narrows the choices with the choice it stands for: `ubu → Ubuntu 22.04`. */
function Input({form, context, field, room, isAscii, onType}: FormFieldsProps & {field: FormField; room: number}) {
  const isSecret = paramOf(form.method, field.name).secret === true;
  if (!isChooser(form, field, context)) {
    return (
      <Field
        value={field.text}
        onChange={onType}
        isFocused
        width={room}
        {...(isSecret ? {mask: isAscii ? '*' : '•'} : {})}
      />
    );
  }
  const shown = shownValue(form, field, context);
  if (field.query === '') {
    return (
      <Field value="" onChange={onType} isFocused width={room} standing={isAscii ? toAscii(cut(shown, room)) : shown} />
    );
  }
  const chosen = shown === field.query.trim() ? '' : ` ${isAscii ? '->' : '→'} ${shown}`;
  const typed = Math.min(cellWidth(field.query) + 1, Math.max(room - cellWidth(chosen), Math.floor(room / 3)));
  return (
    <>
      <Field value={field.query} onChange={onType} isFocused width={typed} />
      <Text wrap="truncate">{paintTo([span(chosen, 'quiet')], room - typed, isAscii)}</Text>
    </>
  );
}
