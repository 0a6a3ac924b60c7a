import {Box} from 'ink';
import {layoutOf} from '../src/fleet/model/layout.js';
import type {Model} from '../src/fleet/model/model.js';
import type {Screen} from '../src/fleet/model/screen.js';
import type {ScreenProps} from './controls/props.js';
import {useStore} from './controls/useStore.js';
import {DialogLayer} from './DialogLayer.js';
import {TooSmall} from './panes/TooSmall.js';
import {Availability} from './screens/Availability.js';
import {Details} from './screens/Details.js';
import {Help} from './screens/Help.js';
import {TableScreen} from './screens/TableScreen.js';
import {Utilization} from './screens/Utilization.js';
import {Welcome} from './screens/Welcome.js';

/** The whole screen: the one that is open, and the dialog over it. */
export function App({store, canvas}: ScreenProps) {
  const kind = useStore(store, shownKind);
  return (
    <Box flexDirection="column">
      <ScreenOf kind={kind} store={store} canvas={canvas} />
      <DialogLayer store={store} canvas={canvas} />
    </Box>
  );
}

function shownKind({screen, size}: Model): Screen['kind'] | 'tiny' {
  return layoutOf(size, {preview: false}).kind === 'tiny' ? 'tiny' : screen.kind;
}

function ScreenOf({kind, store, canvas}: ScreenProps & {readonly kind: Screen['kind'] | 'tiny'}) {
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
    case 'tiny':
      return <TooSmall store={store} canvas={canvas} />;
  }
}
