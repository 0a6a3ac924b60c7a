import type {Layout} from '../src/fleet/layout.js';
import type {Model} from '../src/fleet/model.js';
import {headerLine} from './headerLine.js';
import {LiveLines} from './LiveLines.js';
import type {ScreenProps} from './props.js';

/** The first line of every screen: account, fleet, cost, freshness. */
export function Header({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={headerRect} lines={headerLines} />;
}

const headerRect = ({header}: Layout) => header;
const headerLines = (model: Model) => [headerLine(model)];
