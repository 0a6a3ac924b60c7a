import {Box, Text} from 'ink';
import type {Model} from '../src/fleet/model.js';
import type {Store} from '../src/fleet/store.js';
import type {Line} from '../src/text/lines.js';
import {paintLine} from './theme.js';
import {useStore} from './useStore.js';

interface LiveLinesProps {
  readonly store: Store;
  /** The lines as the model has them; each as wide as the region. */
  readonly lines: (model: Model) => readonly Line[];
}

/** Lines of the model below each other; rendered again only when they read or look otherwise. */
export function LiveLines({store, lines}: LiveLinesProps) {
  const text = useStore(store, model => painted(lines(model), model.isAscii));
  const rows = text === '' ? [] : text.split('\n').map((shown, row) => ({row, shown}));
  return (
    <Box flexDirection="column" flexShrink={0}>
      {rows.map(({row, shown}) => (
        <Text key={row} wrap="truncate">
          {shown}
        </Text>
      ))}
    </Box>
  );
}

const texts = new WeakMap<readonly Line[], string>();

/** The lines' text; the same lines are not painted twice. */
function painted(lines: readonly Line[], isAscii: boolean): string {
  const before = texts.get(lines);
  if (before !== undefined) return before;
  const text = lines.map(line => paintLine(line, isAscii)).join('\n');
  texts.set(lines, text);
  return text;
}
