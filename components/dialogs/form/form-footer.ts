// What stands below a form's fields.

import type {Dialog} from '../../../src/fleet/model/dialog.js';
import {keyOf, type Model} from '../../../src/fleet/model/model.js';
import {isChooser} from '../../../src/forms/choices.js';
import {commandLine} from '../../../src/forms/command.js';
import {type FormContext, type FormState, focusedField} from '../../../src/forms/form.js';
import {formProblems} from '../../../src/forms/problems.js';
import {glyphsOf} from '../../../src/text/glyphs.js';
import {emptyLine, type Line, span, spread, type Tone, wrapText} from '../../../src/text/lines.js';
import type {Buttons} from '../parts/rows.js';

type FormDialog = Extract<Dialog, {kind: 'form'}>;

/** The equivalent command in exactly `height` lines, the rest of it left out with an ellipsis. */
function shownCommand(form: FormState, width: number, height: number): readonly Line[] {
  if (height === 0) return [];
  const [first = '', ...rest] = wrapText(commandLine(form), width - 2);
  const lines = [`$ ${first}`, ...rest.map(line => `  ${line}`)];
  const shown = lines.slice(0, height);
  if (lines.length > height) shown[height - 1] = `${shown[height - 1] ?? ''} …`;
  return padded(
    shown.map((text): Line => [span(text, 'quiet')]),
    height,
  );
}

/**
 * The command and below it what became of it so far, in exactly `rows` lines. What the server said is told in full: a long
 * message takes the room of the command.
 */
export function commandAndMessage(
  model: Model,
  dialog: FormDialog,
  width: number,
  rows: {readonly command: number; readonly message: number},
): readonly Line[] {
  const all = rows.command + rows.message;
  const message = formMessage(model, dialog, width);
  const room = Math.min(all, Math.max(rows.message, message.length));
  return [...shownCommand(dialog.form, width, all - room), ...padded(message.slice(0, room), room)];
}

/** Refused, on its way, or about to be discarded. */
function formMessage(model: Model, {form, isSending, problem}: FormDialog, width: number): readonly Line[] {
  const glyphs = glyphsOf(model.isAscii);
  const [sign, signTone, text, tone] = ((): readonly [string, Tone, string, Tone] => {
    if (isSending) return [glyphs.moving, 'moving', 'sending', 'plain'];
    if (form.isDiscardArmed) return ['!', 'warn', `${keyOf(model, 'close')} again throws away what was typed`, 'plain'];
    if (problem !== null) return [glyphs.failed, 'bad', problem, 'bad'];
    return ['', 'plain', '', 'plain'];
  })();
  return wrapText(text, width - 2).map(
    (line, index): Line => [span(index === 0 ? `${sign} ` : '  ', signTone), span(line, tone)],
  );
}

/** Create, Save or Grant; quiet while something is missing. */
export function formButtons({form, isSending}: FormDialog, context: FormContext): Buttons {
  return {
    cancel: 'Cancel',
    act: actWords(form),
    key: null,
    focus: typeof form.focus === 'number' ? null : form.focus,
    tone: 'accent',
    isReady: !isSending && formProblems(form, context).length === 0,
  };
}

function actWords(form: FormState): string {
  switch (form.method) {
    case 'create':
      return 'Create';
    case 'update':
      return 'Save';
    case 'setAccessForUser':
      return form.fields.some(({name, text}) => name === 'enableAccess' && text === 'false') ? 'Revoke' : 'Grant';
  }
}

/** What the keys do in the focused field, and which field it is. */
export function formHint(model: Model, {form, isSending}: FormDialog, width: number): Line {
  if (isSending) return [];
  const field = focusedField(form);
  const glyphs = glyphsOf(model.isAscii);
  const enter = span(keyOf(model, 'press'), 'key');
  if (!field) return [enter, span(' presses the button', 'quiet')];
  const keys: Line = isChooser(form, field, {choices: model.choices})
    ? [span(`${glyphs.up}${glyphs.down}`, 'key'), span(' choose   ', 'quiet'), span('typing narrows', 'quiet')]
    : [enter, span(' next field', 'quiet')];
  return spread(keys, [span(`field ${Number(form.focus) + 1} of ${form.fields.length}`, 'quiet')], width);
}

function padded(lines: readonly Line[], height: number): readonly Line[] {
  return [...lines, ...Array.from({length: Math.max(0, height - lines.length)}, () => emptyLine)];
}
