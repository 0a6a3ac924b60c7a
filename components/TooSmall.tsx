import type {Layout} from '../src/fleet/layout.js';
import {tooSmallLines} from './empty.js';
import {LiveLines} from './LiveLines.js';
import type {ScreenProps} from './props.js';

/** In place of any screen where none has room. */
export function TooSmall({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={firstRow} lines={tooSmallLines} />;
}

const firstRow = ({header}: Layout) => header;
