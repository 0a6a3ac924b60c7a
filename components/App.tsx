import {Box} from 'ink';
import type {Screen} from '../src/fleet/model.js';
import type {Store} from '../src/fleet/store.js';
import {DialogLayer} from './dialogs/DialogLayer.js';
import {Availability} from './screens/Availability.js';
import {Details} from './screens/Details.js';
import {Help} from './screens/Help.js';
import {Utilization} from './screens/Utilization.js';
import {Welcome} from './screens/Welcome.js';
import {TableScreen} from './TableScreen.js';
import {type Canvas, CanvasContext} from './useClaim.js';
import {useStore} from './useStore.js';

interface AppProps {
  readonly store: Store;
  readonly canvas: Canvas;
}

/** The whole screen: the one that is open, and the dialog over it. */
export function App({store, canvas}: AppProps) {
  const kind = useStore(store, model => model.screen.kind);
  const size = useStore(store, model => model.size);
  return (
    <CanvasContext value={canvas}>
      <Box width={size.columns} height={size.rows} overflow="hidden">
        <ScreenOf kind={kind} store={store} />
        <DialogLayer store={store} />
      </Box>
    </CanvasContext>
  );
}

function ScreenOf({kind, store}: Pick<AppProps, 'store'> & {readonly kind: Screen['kind']}) {
  switch (kind) {
    case 'table':
      return <TableScreen store={store} />;
    case 'details':
      return <Details store={store} />;
    case 'availability':
      return <Availability store={store} />;
    case 'utilization':
      return <Utilization store={store} />;
    case 'help':
      return <Help store={store} />;
    case 'welcome':
      return <Welcome store={store} />;
  }
}
