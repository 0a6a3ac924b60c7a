import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {layoutOf} from '../../src/fleet/layout.js';
import {cut} from '../../src/text/cells.js';
import {Footer} from '../Footer.js';
import {Header} from '../Header.js';
import {Message} from '../Message.js';
import type {ScreenProps} from '../props.js';
import {useStore} from '../useStore.js';

interface FrameProps extends ScreenProps {
  /** Fills the rectangle between header and message. */
  readonly children: ReactNode;
}

/** A whole screen: header, what is between, message, footer; exactly as large as the terminal. */
export function Frame({store, canvas, children}: FrameProps) {
  const size = useStore(store, model => model.size);
  const {kind, header, main, message, footer} = layoutOf(size, {preview: false});
  if (kind === 'tiny') return <Text wrap="truncate">{cut('terminal too small', size.columns)}</Text>;
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Box height={header.height} flexShrink={0} overflow="hidden">
        <Header store={store} canvas={canvas} />
      </Box>
      <Box flexDirection="column" height={main.height} flexShrink={0} overflow="hidden">
        {children}
      </Box>
      <Box height={message.height} flexShrink={0} overflow="hidden">
        <Message store={store} canvas={canvas} />
      </Box>
      <Box height={footer.height} flexShrink={0} overflow="hidden">
        <Footer store={store} canvas={canvas} />
      </Box>
    </Box>
  );
}
