// The welcome screen, shown when no API key was found or it is refused: paste a key, or open the demo fleet.
import {layoutOf, type Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Screen} from '../../src/fleet/model/screen.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {emptyLine, fitLine, type Line, span, wrapText} from '../../src/text/lines.js';
import {tabLines} from './heading.js';

type WelcomeScreen = Extract<Screen, {kind: 'welcome'}>;

const maxWidth = 62;
const indent = 4;
/** From this height there are blank lines between the paragraphs. */
const spaciousHeight = 17;
/** Below this height only the two choices and the field are shown. */
const compactHeight = 11;

/** The lines of the main area, at most its height and exactly its width; none while another screen is open. */
export function welcomeLines(model: Model): readonly Line[] {
  const {main} = layoutFor(model);
  if (model.screen.kind !== 'welcome') return [];
  const {lines, x, y} = welcomeBlock(model, model.screen);
  const margin = span(' '.repeat(x));
  const block = lines.map((line): Line => [margin, ...line]);
  return [...Array<Line>(y).fill(emptyLine), ...block].slice(0, main.height).map(line => fitLine(line, main.width));
}

/** The rectangle of the key's field on the screen. */
export function keyFieldRect(model: Model, screen: WelcomeScreen): Rect {
  return welcomeBlock(model, screen).field;
}

/** The centred block of lines. `x` and `y` are its offsets in the main area; `field` is in screen coordinates. */
function welcomeBlock({size, isAscii}: Model, screen: WelcomeScreen) {
  const {main} = layoutOf(size, {preview: false});
  const width = Math.max(1, Math.min(maxWidth, main.width - 4));
  const above = linesAbove(screen, width, main.height, isAscii);
  const below = linesBelow(screen, width, main.height, isAscii);
  const free = main.height - above.length - 1 - below.length;
  const x = Math.floor((main.width - width) / 2);
  const y = Math.max(0, Math.floor(free * 0.4));
  const lines = [...above, bracketsLine(screen, width), ...below].map(line => fitLine(line, width));
  const field: Rect = {x: x + 4, y: main.y + y + above.length, width: Math.max(1, width - 6), height: 1};
  return {lines, x, y, field};
}

/** Whether the key's field has the focus. */
export function isKeyFieldFocused({choice, isChecking}: WelcomeScreen): boolean {
  return choice === 'paste' && !isChecking;
}

/** The brackets around the key's field. */
function bracketsLine(screen: WelcomeScreen, width: number): Line {
  const tone = isKeyFieldFocused(screen) ? 'accent' : 'quiet';
  return [span('  '), span('[ ', tone), span(' '.repeat(Math.max(1, width - 6))), span(' ]', tone)];
}

function linesAbove(screen: WelcomeScreen, width: number, height: number, isAscii: boolean): Line[] {
  const gap = height >= spaciousHeight ? [emptyLine] : [];
  return [
    ...introLines(screen, width, height, isAscii),
    ...gap,
    choiceLine('paste', 'Paste an API key', screen, isAscii),
  ];
}

function linesBelow(screen: WelcomeScreen, width: number, height: number, isAscii: boolean): Line[] {
  const gap = height >= spaciousHeight ? [emptyLine] : [];
  const demo = choiceLine('demo', 'Explore the demo fleet', screen, isAscii);
  if (height < compactHeight) return [...(isHint(screen) ? [] : statusLines(screen, width, isAscii)), demo];
  return [
    ...statusLines(screen, width, isAscii),
    ...gap,
    demo,
    ...indented(['Two dozen emulated machines: no key, no network, no cost.'], width),
  ];
}

const reasonWords: Readonly<Record<WelcomeScreen['reason'], string>> = {
  'no-key': 'No API key was found.',
  refused: 'The API key was refused.',
};

function introLines({reason}: WelcomeScreen, width: number, height: number, isAscii: boolean): Line[] {
  const words = 'Watch and steer your Paperspace machines from the terminal.';
  const [name, rule] = tabLines(['papertop'], 0, '', width, isAscii);
  if (height < compactHeight) return [];
  const sentence = wrapText(words, width - 2).map((text): Line => [span('  '), span(text)]);
  if (height < spaciousHeight) return [name, ...sentence];
  return [name, rule, emptyLine, ...sentence, [span(`  ${reasonWords[reason]} There are two ways to go on:`, 'quiet')]];
}

/** The title of a choice, with a marker on the selected one. */
function choiceLine(choice: WelcomeScreen['choice'], title: string, screen: WelcomeScreen, isAscii: boolean): Line {
  const isChosen = screen.choice === choice;
  return [
    span(isChosen ? `${glyphsOf(isAscii).cursor} ` : '  ', 'accent'),
    span(title, isChosen ? 'focus' : 'plain'),
    ...(isChosen && screen.isChecking && choice === 'demo' ? [span('  starting', 'moving')] : []),
  ];
}

/** Whether to show where to get a key: it is neither being checked nor refused. */
function isHint({problem, isChecking, choice}: WelcomeScreen): boolean {
  return problem === null && !(isChecking && choice === 'paste');
}

/** The lines below the field: the check in progress, why the key was refused, or where to get one. */
function statusLines(screen: WelcomeScreen, width: number, isAscii: boolean): Line[] {
  if (isHint(screen)) {
    const texts = [
      'From the Paperspace console: Team settings › API keys.',
      screen.reason === 'refused'
        ? 'Checked first, then used until papertop ends.'
        : 'Checked first, then saved for you alone (file mode 0600).',
    ];
    return indented(texts, width);
  }
  const glyphs = glyphsOf(isAscii);
  if (screen.problem !== null) {
    const lines = wrapText(screen.problem, width - indent - 2);
    return lines.map((text, index) => [
      span(' '.repeat(indent)),
      span(index === 0 ? `${glyphs.failed} ` : '  ', 'bad'),
      span(text),
    ]);
  }
  const words = ' Checking it: asking for the list of machines';
  return [[span(' '.repeat(indent)), span(glyphs.moving, 'moving'), span(words)]];
}

function indented(texts: readonly string[], width: number): Line[] {
  return texts
    .flatMap(text => wrapText(text, width - indent))
    .map((text): Line => [span(' '.repeat(indent)), span(text, 'quiet')]);
}
