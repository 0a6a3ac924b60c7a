import type {Store} from '../src/fleet/store.js';
import {headerLine} from './headerLine.js';
import {LiveLines} from './LiveLines.js';

/** The first line of every screen: account, fleet, cost, freshness. */
export function Header({store}: {readonly store: Store}) {
  return <LiveLines store={store} lines={model => [headerLine(model)]} />;
}
