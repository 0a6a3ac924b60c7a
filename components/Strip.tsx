import type {Layout} from '../src/fleet/layout.js';
import type {Store} from '../src/fleet/store.js';
import {LiveLines} from './LiveLines.js';
import {stripLines} from './machineLines.js';

/** Two lines about the machine under the cursor, on narrow terminals. */
export function Strip({store}: {readonly store: Store}) {
  return <LiveLines store={store} place={stripRect} lines={stripLines} />;
}

const stripRect = ({strip}: Layout) => strip;
