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
  /** Where the screen is painted past Ink's frame; without one Ink draws all of it. */
  readonly canvas?: Canvas | null;
}

/** The whole screen: the regions of the one that is open, the fields that are typed into, and the dialog over it. */
export function App({store, canvas = null}: AppProps) {
  const kind = useStore(store, shownKind);
  const size = useStore(store, model => model.size);
  // On a canvas Ink's frame holds only what is typed into.
  const room = canvas ? {} : {width: size.columns, height: size.rows, flexShrink: 0};
  return (
    <Box flexDirection="column" {...room}>
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
