import {Box, Text} from 'ink';
import {type FormContext, type FormState, focusedField} from '../../src/forms/form.js';
import {emptyLine, type Line} from '../../src/text/lines.js';
import {ChoiceList} from '../ChoiceList.js';
import {aboutForm} from './about.js';
import {paintTo} from './paint.js';

interface FormAboutProps {
  readonly form: FormState;
  readonly context: FormContext;
  readonly width: number;
  readonly height: number;
  readonly isAscii: boolean;
  /** Off while the form is being sent. */
  readonly isLive: boolean;
  readonly onHighlight: (value: string) => void;
}

/** Words and choices for the focused field; what is missing, for the buttons. */
export function FormAbout({form, context, width, height, isAscii, isLive, onHighlight}: FormAboutProps) {
  const field = focusedField(form);
  const {head, choices, limit, tail} = aboutForm(form, context, {width, height}, isAscii);
  const listed = Math.min(limit, choices.length);
  const blanks = Math.max(0, height - head.length - listed - tail.length);
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Lines lines={head} width={width} isAscii={isAscii} />
      {field && listed > 0 && (
        <ChoiceList
          key={`${field.name}\0${field.query}`}
          items={choices}
          value={field.text}
          onHighlight={onHighlight}
          isFocused={isLive}
          limit={limit}
          width={width}
          isAscii={isAscii}
        />
      )}
      <Lines lines={[...Array.from({length: blanks}, () => emptyLine), ...tail]} width={width} isAscii={isAscii} />
    </Box>
  );
}

interface LinesProps {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly isAscii: boolean;
}

function Lines({lines, width, isAscii}: LinesProps) {
  if (lines.length === 0) return null;
  return <Text wrap="truncate">{lines.map(line => paintTo(line, width, isAscii)).join('\n')}</Text>;
}
