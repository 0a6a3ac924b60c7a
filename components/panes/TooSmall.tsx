import type {Layout} from '../../src/fleet/model/layout.js';
import {LiveLines} from '../controls/LiveLines.js';
import type {ScreenProps} from '../controls/props.js';
import {tooSmallLines} from '../lines/empty.js';

/** In place of any screen where none has room. */
export function TooSmall({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={firstRow} lines={tooSmallLines} />;
}

const firstRow = ({header}: Layout) => header;
