import {Box, Text} from 'ink';
import {layoutOf} from '../src/fleet/layout.js';
import {cut} from '../src/text/cells.js';
import {FleetTable} from './FleetTable.js';
import {Footer} from './Footer.js';
import {Header} from './Header.js';
import {Message} from './Message.js';
import {OperationsPane} from './OperationsPane.js';
import {Preview} from './Preview.js';
import type {ScreenProps} from './props.js';
import {Strip} from './Strip.js';
import {useStore} from './useStore.js';

/** The fleet: header, table, panes about the machine under the cursor and the operations, message, footer. */
export function TableScreen({store, canvas}: ScreenProps) {
  const size = useStore(store, model => model.size);
  const preview = useStore(store, model => model.view.isPreviewOpen);
  const layout = layoutOf(size, {preview});
  if (layout.kind === 'tiny') {
    return <Text wrap="truncate">{cut('terminal too small', size.columns)}</Text>;
  }
  const isBeside = layout.kind === 'full';
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Header store={store} canvas={canvas} />
      <Box height={layout.table.height} flexShrink={0}>
        <FleetTable store={store} canvas={canvas} rect={layout.table} />
        {isBeside && layout.preview && <Preview store={store} canvas={canvas} />}
      </Box>
      {layout.strip && <Strip store={store} canvas={canvas} />}
      {!isBeside && layout.preview && <Preview store={store} canvas={canvas} />}
      {layout.operations && <OperationsPane store={store} canvas={canvas} />}
      <Message store={store} canvas={canvas} />
      <Footer store={store} canvas={canvas} />
    </Box>
  );
}
