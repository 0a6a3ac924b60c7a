import type {Layout} from '../../src/fleet/model/layout.js';
import {LiveLines} from '../controls/LiveLines.js';
import type {ScreenProps} from '../controls/props.js';
import {stripLines} from '../lines/preview.js';

/** Two lines about the machine under the cursor, on narrow terminals. */
export function Strip({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={stripRect} lines={stripLines} />;
}

const stripRect = ({strip}: Layout) => strip;
