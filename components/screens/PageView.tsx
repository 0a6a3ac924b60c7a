import {useCallback} from 'react';
import {type Area, type Layout, layoutOf} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {fitLine, type Line, span} from '../../src/text/lines.js';
import {LiveLines} from '../controls/LiveLines.js';
import type {ScreenProps} from '../controls/props.js';
import type {Page} from '../pages/page.js';

interface PageViewProps extends ScreenProps {
  /** A screen as lines; null while another one is open. */
  readonly page: (model: Model, area: Area) => Page | null;
}

/** The head of a page and as much of its body as fits, from where it is scrolled to. */
export function PageView({store, canvas, page}: PageViewProps) {
  const lines = useCallback((model: Model) => shownLines(model, page), [page]);
  return <LiveLines store={store} canvas={canvas} place={mainRect} lines={lines} />;
}

const mainRect = ({main}: Layout) => main;

function shownLines(model: Model, page: PageViewProps['page']): readonly Line[] {
  const {main} = layoutOf(model.size, {preview: false});
  const shown = page(model, main);
  if (!shown) return [];
  const {head, body, scroll, visible} = shown;
  const margin = span(' '.repeat(GUTTER));
  const lines = [...head, ...body.slice(scroll, scroll + visible).map((line): Line => [margin, ...line])];
  return lines.slice(0, main.height).map(line => fitLine(line, main.width));
}
