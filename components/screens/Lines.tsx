import {Box, Text} from 'ink';
import {fitLine, type Line} from '../../src/text/lines.js';
import {paintLine} from '../theme.js';

interface LinesProps {
  readonly lines: readonly Line[];
  /** Each line is cut or padded to so many cells. */
  readonly width: number;
  readonly isAscii: boolean;
}

/** Finished lines below each other. */
export function Lines({lines, width, isAscii}: LinesProps) {
  const rows = lines.map((line, row) => ({row, text: paintLine(fitLine(line, width), isAscii)}));
  return (
    <Box flexDirection="column" width={width} height={lines.length} flexShrink={0}>
      {rows.map(({row, text}) => (
        <Text key={row} wrap="truncate">
          {text}
        </Text>
      ))}
    </Box>
  );
}
