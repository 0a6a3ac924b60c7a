import {Box, Text} from 'ink';
import {GUTTER} from '../src/fleet/columns.js';
import type {Layout} from '../src/fleet/layout.js';
import type {Model} from '../src/fleet/model.js';
import {shownWords} from '../src/fleet/select.js';
import type {Store} from '../src/fleet/store.js';
import {cellWidth} from '../src/text/cells.js';
import {Field} from './Field.js';
import {LiveLines} from './LiveLines.js';
import {messageLine} from './messageLine.js';
import type {ScreenProps} from './props.js';
import {paint} from './theme.js';
import {useStore} from './useStore.js';

/** The line above the footer: the filter while it is typed, else news, the filter in force or the last failure. */
export function Message({store, canvas}: ScreenProps) {
  const draft = useStore(store, model => model.filterDraft);
  if (draft !== null) return <FilterInput store={store} draft={draft} />;
  return <LiveLines store={store} canvas={canvas} place={messageRect} lines={messageLines} />;
}

const messageRect = ({message}: Layout) => message;
const messageLines = (model: Model) => [messageLine(model)];

interface FilterInputProps {
  readonly store: Store;
  readonly draft: string;
}

function FilterInput({store, draft}: FilterInputProps) {
  const columns = useStore(store, model => model.size.columns);
  const count = ` ${useStore(store, shownWords)} `;
  const prompt = '/ '.padStart(GUTTER + 2);
  return (
    <Box width={columns} height={1} flexShrink={0}>
      <Text>{paint('key', prompt)}</Text>
      <Field
        value={draft}
        onChange={text => store.dispatch({type: 'filter-typed', text})}
        isFocused
        placeholder="words that must all be in the row"
        width={Math.max(1, columns - prompt.length - cellWidth(count))}
      />
      <Text>{paint('quiet', count)}</Text>
    </Box>
  );
}
