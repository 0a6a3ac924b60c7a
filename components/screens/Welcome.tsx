import {Box, Text} from 'ink';
import {layoutOf} from '../../src/fleet/layout.js';
import type {Screen} from '../../src/fleet/model.js';
import {tabLines} from '../../src/fleet/page-heading.js';
import type {Store} from '../../src/fleet/store.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {emptyLine, type Line, span, wrapText} from '../../src/text/lines.js';
import {Field} from '../Field.js';
import type {ScreenProps} from '../props.js';
import {paint} from '../theme.js';
import {useStore} from '../useStore.js';
import {Frame} from './Frame.js';
import {Lines} from './Lines.js';

type WelcomeScreen = Extract<Screen, {kind: 'welcome'}>;

const widest = 62;
const indent = 4;
/** From so many rows on there are blank lines. */
const roomy = 17;
/** Below so many rows only the two choices stand there. */
const cramped = 11;

/** No key was found: paste one, or look at the demo fleet. */
export function Welcome({store, canvas}: ScreenProps) {
  const model = useStore(store, present => present);
  const {screen, isAscii} = model;
  if (screen.kind !== 'welcome') return null;
  const {main} = layoutOf(model.size, {preview: false});
  const width = Math.max(1, Math.min(widest, main.width - 4));
  const above = linesAbove(screen, width, main.height, isAscii);
  const below = linesBelow(screen, width, main.height, isAscii);
  const free = main.height - above.length - 1 - below.length;
  return (
    <Frame store={store} canvas={canvas}>
      <Box
        flexDirection="column"
        width={width}
        marginLeft={Math.floor((main.width - width) / 2)}
        marginTop={Math.max(0, Math.floor(free * 0.4))}
        flexShrink={0}
      >
        <Lines lines={above} width={width} isAscii={isAscii} />
        <KeyField store={store} screen={screen} width={width} isAscii={isAscii} />
        <Lines lines={below} width={width} isAscii={isAscii} />
      </Box>
    </Frame>
  );
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

interface KeyFieldProps {
  readonly store: Store;
  readonly screen: WelcomeScreen;
  readonly width: number;
  readonly isAscii: boolean;
}

function KeyField({store, screen, width, isAscii}: KeyFieldProps) {
  const isFocused = screen.choice === 'paste' && !screen.isChecking;
  const bracket = (text: string) => <Text>{paint(isFocused ? 'accent' : 'quiet', text)}</Text>;
  return (
    <Box height={1} width={width} flexShrink={0}>
      <Text>{'  '}</Text>
      {bracket('[ ')}
      <Field
        value={screen.key}
        onChange={text => store.dispatch({type: 'key-typed', text})}
        isFocused={isFocused}
        mask={isAscii ? '*' : '•'}
        placeholder="paste it here"
        width={Math.max(1, width - 6)}
      />
      {bracket(' ]')}
    </Box>
  );
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
