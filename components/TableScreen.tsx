import {Box, Text} from 'ink';
import {layoutOf} from '../src/fleet/layout.js';
import type {Store} from '../src/fleet/store.js';
import {cut} from '../src/text/cells.js';
import {FleetTable} from './FleetTable.js';
import {Footer} from './Footer.js';
import {Header} from './Header.js';
import {Message} from './Message.js';
import {OperationsPane} from './OperationsPane.js';
import {Preview} from './Preview.js';
import {Strip} from './Strip.js';
import {useStore} from './useStore.js';

interface TableScreenProps {
  readonly store: Store;
}

/** The fleet: header, table, panes about the machine under the cursor and the operations, message, footer. */
export function TableScreen({store}: TableScreenProps) {
  const size = useStore(store, model => model.size);
  const preview = useStore(store, model => model.view.isPreviewOpen);
  const layout = layoutOf(size, {preview});
  if (layout.kind === 'tiny') {
    return <Text wrap="truncate">{cut('terminal too small', size.columns)}</Text>;
  }
  const isBeside = layout.kind === 'full';
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Header store={store} />
      <Box height={layout.table.height} flexShrink={0}>
        <FleetTable store={store} rect={layout.table} />
        {isBeside && layout.preview && <Preview store={store} />}
      </Box>
      {layout.strip && <Strip store={store} />}
      {!isBeside && layout.preview && <Preview store={store} />}
      {layout.operations && <OperationsPane store={store} />}
      <Message store={store} />
      <Footer store={store} />
    </Box>
  );
}
