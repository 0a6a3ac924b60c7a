// The welcome screen as lines: no key was found, so paste one or look at the demo fleet.
import {layoutOf, type Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Screen} from '../../src/fleet/model/screen.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {emptyLine, fitLine, type Line, span, wrapText} from '../../src/text/lines.js';
import {tabLines} from './heading.js';

type WelcomeScreen = Extract<Screen, {kind: 'welcome'}>;

const widest = 62;
const indent = 4;
/** From so many rows on there are blank lines. */
const roomy = 17;
/** Below so many rows only the two choices stand there. */
const cramped = 11;

/** The lines between header and message; none while another screen is open. */
export function welcomeLines(model: Model): readonly Line[] {
  const {main} = layoutFor(model);
  if (model.screen.kind !== 'welcome') return [];
  const {lines, x, y} = welcomeBlock(model, model.screen);
  const margin = span(' '.repeat(x));
  const block = lines.map((line): Line => [margin, ...line]);
  return [...Array<Line>(y).fill(emptyLine), ...block].slice(0, main.height).map(line => fitLine(line, main.width));
}

/** Where the key is typed. */
export function keyFieldRect(model: Model, screen: WelcomeScreen): Rect {
  return welcomeBlock(model, screen).field;
}

/** The text in the middle of the screen: where it begins between header and message, and where on the screen its field is. */
function welcomeBlock({size, isAscii}: Model, screen: WelcomeScreen) {
  const {main} = layoutOf(size, {preview: false});
  const width = Math.max(1, Math.min(widest, main.width - 4));
  const above = linesAbove(screen, width, main.height, isAscii);
  const below = linesBelow(screen, width, main.height, isAscii);
  const free = main.height - above.length - 1 - below.length;
  const x = Math.floor((main.width - width) / 2);
  const y = Math.max(0, Math.floor(free * 0.4));
  const lines = [...above, bracketsLine(screen, width), ...below].map(line => fitLine(line, width));
  const field: Rect = {x: x + 4, y: main.y + y + above.length, width: Math.max(1, width - 6), height: 1};
  return {lines, x, y, field};
}

/** Whether the key is being typed. */
export function isKeyFieldFocused({choice, isChecking}: WelcomeScreen): boolean {
  return choice === 'paste' && !isChecking;
}

/** The field's line without what stands in it. */
function bracketsLine(screen: WelcomeScreen, width: number): Line {
  const tone = isKeyFieldFocused(screen) ? 'accent' : 'quiet';
  return [span('  '), span('[ ', tone), span(' '.repeat(Math.max(1, width - 6))), span(' ]', tone)];
}

function linesAbove(screen: WelcomeScreen, width: number, height: number, isAscii: boolean): Line[] {
  const gap = height >= roomy ? [emptyLine] : [];
  return [...introLines(width, height, isAscii), ...gap, choiceLine('paste', 'Paste an API key', screen, isAscii)];
}

function linesBelow(screen: WelcomeScreen, width: number, height: number, isAscii: boolean): Line[] {
  const gap = height >= roomy ? [emptyLine] : [];
  const demo = choiceLine('demo', 'Explore the demo fleet', screen, isAscii);
  if (height < cramped) return [...(isHint(screen) ? [] : statusLines(screen, width, isAscii)), demo];
  return [
    ...statusLines(screen, width, isAscii),
    ...gap,
    demo,
    ...indented(['Two dozen emulated machines: no key, no network, no cost.'], width),
  ];
}

function introLines(width: number, height: number, isAscii: boolean): Line[] {
  const words = 'Watch and steer your Paperspace machines from the terminal.';
  const [name, rule] = tabLines(['papertop'], 0, '', width, isAscii);
  if (height < cramped) return [];
  const sentence = wrapText(words, width - 2).map((text): Line => [span('  '), span(text)]);
  if (height < roomy) return [name, ...sentence];
  return [name, rule, emptyLine, ...sentence, [span('  No API key was found. There are two ways to go on:', 'quiet')]];
}

/** A choice's title, marked when Enter would take it. */
function choiceLine(choice: WelcomeScreen['choice'], title: string, screen: WelcomeScreen, isAscii: boolean): Line {
  const isChosen = screen.choice === choice;
  return [
    span(isChosen ? `${glyphsOf(isAscii).cursor} ` : '  ', 'accent'),
    span(title, isChosen ? 'focus' : 'plain'),
    ...(isChosen && screen.isChecking && choice === 'demo' ? [span('  starting', 'moving')] : []),
  ];
}

/** Whether nothing is happening to the key, so that only where to get one is to be said. */
function isHint({problem, isChecking, choice}: WelcomeScreen): boolean {
  return problem === null && !(isChecking && choice === 'paste');
}

/** Below the field: what is happening to the key, else where to get one. */
function statusLines(screen: WelcomeScreen, width: number, isAscii: boolean): Line[] {
  if (isHint(screen)) {
    const texts = [
      'From the Paperspace console: Team settings › API keys.',
      'Checked first, then saved for you alone (file mode 0600).',
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
