// The footer of a form: the equivalent command, the message, the buttons and the key hints.
import type {Dialog} from '../../../src/fleet/model/dialog.js';
import {keyOf, type Model} from '../../../src/fleet/model/model.js';
import {isChooser} from '../../../src/forms/choices.js';
import {commandLine} from '../../../src/forms/command.js';
import {type FormContext, type FormState, focusedField} from '../../../src/forms/form.js';
import {formProblems} from '../../../src/forms/problems.js';
import {glyphsOf} from '../../../src/text/glyphs.js';
import {emptyLine, type Line, span, spread, type Tone, wrapText} from '../../../src/text/lines.js';
import type {Buttons} from '../parts/rows.js';
import type {FormLayout} from './form-layout.js';

type FormDialog = Extract<Dialog, {kind: 'form'}>;

/** The equivalent command in exactly `height` lines, cut with an ellipsis. */
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
 * The command and the message below it, in exactly `commandHeight + messageHeight` lines. The server's message has priority: a long
 * one takes lines from the command.
 */
export function commandAndMessage(
  model: Model,
  dialog: FormDialog,
  width: number,
  {commandHeight, messageHeight}: Pick<FormLayout, 'commandHeight' | 'messageHeight'>,
): readonly Line[] {
  const all = commandHeight + messageHeight;
  const message = formMessage(model, dialog, width);
  const room = Math.min(all, Math.max(messageHeight, message.length));
  return [...shownCommand(dialog.form, width, all - room), ...padded(message.slice(0, room), room)];
}

/** The state of the request (being sent, refused), or the warning before the input is discarded; no lines if none applies. */
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

/** The buttons. The act button is named after the method and is not ready while the form has problems or is being sent. */
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

/** The keys of the focused field, and its position in the form (`field 2 of 9`); empty while the form is being sent. */
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
