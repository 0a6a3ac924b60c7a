import type {Layout} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {LiveLines} from '../controls/LiveLines.js';
import type {ScreenProps} from '../controls/props.js';
import {headerLine} from '../lines/header.js';

/** The first line of every screen: account, fleet, cost, freshness. */
export function Header({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={headerRect} lines={headerLines} />;
}

const headerRect = ({header}: Layout) => header;
const headerLines = (model: Model) => [headerLine(model)];
