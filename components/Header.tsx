import type {Layout} from '../src/fleet/layout.js';
import type {Model} from '../src/fleet/model.js';
import type {Store} from '../src/fleet/store.js';
import {headerLine} from './headerLine.js';
import {LiveLines} from './LiveLines.js';

/** The first line of every screen: account, fleet, cost, freshness. */
export function Header({store}: {readonly store: Store}) {
  return <LiveLines store={store} place={headerRect} lines={headerLines} />;
}

const headerRect = ({header}: Layout) => header;
const headerLines = (model: Model) => [headerLine(model)];
