// The root component: the regions of the open screen, its text fields and the dialog.
import {Box} from 'ink';
import type {Canvas} from '../src/canvas/canvas.js';
import {layoutOf} from '../src/fleet/model/layout.js';
import type {Model} from '../src/fleet/model/model.js';
import type {Store} from '../src/fleet/model/store.js';
import {Region} from './controls/Region.js';
import {useStore} from './controls/useStore.js';
import {DialogLayer} from './DialogLayer.js';
import {FilterField} from './FilterField.js';
import {KeyField} from './KeyField.js';
import {type ShownKind, screenRegions} from './screens.js';

interface AppProps {
  readonly store: Store;
  /** Paints the regions outside Ink's frame. Without a canvas Ink draws everything. */
  readonly canvas?: Canvas | null;
}

/** The whole terminal: the regions of the open screen, the text fields, and the open dialog. */
export function App({store, canvas = null}: AppProps) {
  const kind = useStore(store, shownKind);
  const size = useStore(store, model => model.size);
  // With a canvas Ink's frame holds only the inputs, so it must not fill the terminal.
  const frameSize = canvas ? {} : {width: size.columns, height: size.rows, flexShrink: 0};
  return (
    <Box flexDirection="column" {...frameSize}>
      {Object.entries(screenRegions[kind]).map(([name, paint]) => (
        <Region key={name} store={store} canvas={canvas} paint={paint} />
      ))}
      {kind !== 'tiny' && <FilterField store={store} canvas={canvas} />}
      {kind === 'welcome' && <KeyField store={store} canvas={canvas} />}
      <DialogLayer store={store} canvas={canvas} />
    </Box>
  );
}

function shownKind({screen, size}: Model): ShownKind {
  return layoutOf(size, {preview: false}).kind === 'tiny' ? 'tiny' : screen.kind;
}
