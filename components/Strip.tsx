import type {Layout} from '../src/fleet/layout.js';
import {LiveLines} from './LiveLines.js';
import {stripLines} from './machineLines.js';
import type {ScreenProps} from './props.js';

/** Two lines about the machine under the cursor, on narrow terminals. */
export function Strip({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={stripRect} lines={stripLines} />;
}

const stripRect = ({strip}: Layout) => strip;
