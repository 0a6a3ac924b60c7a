import {Text} from 'ink';
import type {Dialog} from '../../src/fleet/model.js';
import type {FormContext} from '../../src/forms/form.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {paint} from '../theme.js';
import {commandAndMessage, formButtons, formHint} from './below.js';
import {paintButtons} from './buttons.js';
import {paintTo} from './paint.js';
import type {FormPlan} from './plan.js';

interface FormFooterProps {
  readonly dialog: Extract<Dialog, {kind: 'form'}>;
  readonly context: FormContext;
  readonly plan: FormPlan;
  readonly isAscii: boolean;
}

/** Below the fields: the line that does the same from a shell, what went wrong, the buttons, the keys. */
export function FormFooter({dialog, context, plan, isAscii}: FormFooterProps) {
  const {width} = plan;
  const lines = [
    ...(plan.hasRule ? [paint('quiet', glyphsOf(isAscii).horizontal.repeat(width))] : []),
    ...commandAndMessage(dialog, width, plan, isAscii).map(line => paintTo(line, width, isAscii)),
    ...(plan.buttons > 0 ? [paintButtons(formButtons(dialog, context), width)] : []),
    ...(plan.hint > 0 ? [paintTo(formHint(dialog, context, width, isAscii), width, isAscii)] : []),
  ];
  return lines.length === 0 ? null : <Text wrap="truncate">{lines.join('\n')}</Text>;
}
