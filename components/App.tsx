import {Box} from 'ink';
import type {Screen} from '../src/fleet/model.js';
import {DialogLayer} from './dialogs/DialogLayer.js';
import type {ScreenProps} from './props.js';
import {Availability} from './screens/Availability.js';
import {Details} from './screens/Details.js';
import {Help} from './screens/Help.js';
import {Utilization} from './screens/Utilization.js';
import {Welcome} from './screens/Welcome.js';
import {TableScreen} from './TableScreen.js';
import {useStore} from './useStore.js';

/** The whole screen: the one that is open, and the dialog over it. */
export function App({store, canvas}: ScreenProps) {
  const kind = useStore(store, model => model.screen.kind);
  const size = useStore(store, model => model.size);
  return (
    <Box width={size.columns} height={size.rows} overflow="hidden">
      <ScreenOf kind={kind} store={store} canvas={canvas} />
      <DialogLayer store={store} />
    </Box>
  );
}

function ScreenOf({kind, store, canvas}: ScreenProps & {readonly kind: Screen['kind']}) {
  switch (kind) {
    case 'table':
      return <TableScreen store={store} canvas={canvas} />;
    case 'details':
      return <Details store={store} canvas={canvas} />;
    case 'availability':
      return <Availability store={store} canvas={canvas} />;
    case 'utilization':
      return <Utilization store={store} canvas={canvas} />;
    case 'help':
      return <Help store={store} canvas={canvas} />;
    case 'welcome':
      return <Welcome store={store} canvas={canvas} />;
  }
}
