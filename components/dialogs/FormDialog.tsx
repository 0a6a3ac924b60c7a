import {Box, Text} from 'ink';
import type {Dialog, Model} from '../../src/fleet/model.js';
import type {Store} from '../../src/fleet/store.js';
import {type FormEvent, focusedField} from '../../src/forms/form.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {paint} from '../theme.js';
import {FormAbout} from './FormAbout.js';
import {FormFields} from './FormFields.js';
import {FormFooter} from './FormFooter.js';
import {fieldRows, firstRow, leadCells} from './fieldrows.js';
import {type FormPlan, formPlan} from './plan.js';

interface FormDialogProps {
  readonly store: Store;
  readonly model: Model;
  readonly dialog: Extract<Dialog, {kind: 'form'}>;
  readonly width: number;
  readonly height: number;
}

/** A form: its fields, help and choices for the focused one, and what would be sent. */
export function FormDialog({store, model, dialog, width, height}: FormDialogProps) {
  const {form, isSending} = dialog;
  const {isAscii} = model;
  const context = {choices: model.choices};
  const plan = formPlan(width, height, leadCells(form, width));
  const send = (event: FormEvent) => store.dispatch({type: 'form', event});
  const shared = {form, context, isAscii, isLive: !isSending};
  const highlight = (value: string) => {
    // The list hears letters too (j, k): what was typed has already narrowed it, so it has nothing to say.
    if (queryOf(store.get()) === focusedField(form)?.query) send({type: 'highlighted', value});
  };
  return (
    <>
      <Box flexDirection={plan.isBeside ? 'row' : 'column'} width={width}>
        <FormFields
          {...shared}
          width={plan.fieldsWidth}
          dialogWidth={width}
          height={plan.fields}
          onType={text => send({type: 'typed', text})}
        />
        {plan.isBeside && <Text>{divider(dialog, model, plan)}</Text>}
        {plan.about > 0 && (
          <FormAbout {...shared} width={plan.aboutWidth} height={plan.about} onHighlight={highlight} />
        )}
      </Box>
      <FormFooter dialog={dialog} context={context} plan={plan} isAscii={isAscii} />
    </>
  );
}

function queryOf({dialog}: Model): string | undefined {
  return dialog?.kind === 'form' ? focusedField(dialog.form)?.query : undefined;
}

/** The rule between the panes; its heavy part tells which of the fields are shown, where not all are. */
function divider(
  {form}: FormDialogProps['dialog'],
  {choices, isAscii}: Model,
  {width, fields: height}: FormPlan,
): string {
  const rows = fieldRows(form, {choices}, width, isAscii);
  const first = firstRow(rows, form, height);
  const from = Math.floor((first / rows.length) * height);
  const to = Math.ceil(((first + height) / rows.length) * height);
  const rule = glyphsOf(isAscii).vertical;
  const thumb = isAscii ? '#' : '┃';
  return Array.from({length: height}, (_, row) =>
    rows.length > height && row >= from && row < to ? ` ${thumb} ` : ` ${paint('quiet', rule)} `,
  ).join('\n');
}
