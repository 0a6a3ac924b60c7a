import {type Layout, layoutOf, type Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {shownWords} from '../../src/fleet/table/window.js';
import {cellWidth} from '../../src/text/cells.js';
import {type Line, span, spread} from '../../src/text/lines.js';
import {Field} from '../controls/Field.js';
import {LiveLines} from '../controls/LiveLines.js';
import {Placed} from '../controls/Placed.js';
import type {ScreenProps} from '../controls/props.js';
import {useStore} from '../controls/useStore.js';
import {messageLine} from '../lines/message.js';

/** The line above the footer: the filter while it is typed, else news, the filter in force or the last failure. */
export function Message({store, canvas}: ScreenProps) {
  const draft = useStore(store, model => model.filterDraft);
  return (
    <>
      <LiveLines store={store} canvas={canvas} place={messageRect} lines={messageLines} />
      {draft !== null && <FilterInput store={store} canvas={canvas} draft={draft} />}
    </>
  );
}

const messageRect = ({message}: Layout) => message;
const messageLines = (model: Model): readonly Line[] => [
  model.filterDraft === null ? messageLine(model) : aroundFilter(model),
];

const prompt = '/ '.padStart(GUTTER + 2);
const countOf = (model: Model) => ` ${shownWords(model)} `;

function aroundFilter(model: Model): Line {
  return spread([span(prompt, 'key')], [span(countOf(model), 'quiet')], model.size.columns);
}

interface FilterInputProps extends ScreenProps {
  readonly draft: string;
}

function FilterInput({store, canvas, draft}: FilterInputProps) {
  const size = useStore(store, model => model.size);
  const count = useStore(store, countOf);
  const {message} = layoutOf(size, {preview: false});
  const width = Math.max(1, size.columns - prompt.length - cellWidth(count));
  const rect: Rect = {...message, x: prompt.length, width};
  return (
    <Placed canvas={canvas} rect={rect}>
      <Field
        value={draft}
        onChange={text => store.dispatch({type: 'filter-typed', text})}
        isFocused
        placeholder="words that must all be in the row"
        width={width}
      />
    </Placed>
  );
}
