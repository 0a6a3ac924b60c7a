// Mutators: small changes to a source text. They work on the text without parsing it. Comments are skipped; the caller drops
// mutants that do not compile or change only types.

/**
 * Patterns and their replacements. If a pattern has a group, only the group is replaced.
 * @type {readonly (readonly [pattern: RegExp, ...to: ((found: string) => string)[]])[]}
 */
const operators = [
  [/===/g, () => '!=='],
  [/!==/g, () => '==='],
  [/(?<= )<(?= )/g, () => '>=', () => '<='],
  [/(?<= )>(?= )/g, () => '<=', () => '>='],
  [/(?<= )>=(?= )/g, () => '<', () => '>'],
  [/(?<= )<=(?= )/g, () => '>', () => '<'],
  [/&&/g, () => '||'],
  [/\|\|/g, () => '&&'],
  [/\?\?/g, () => '&&'],
  [/(?<= )\+(?= )/g, () => '-'],
  [/(?<= )-(?= )/g, () => '+'],
  [/(?<= )%(?= )/g, () => '*'],
  [/!(?=[\w(])/g, () => ''],
  [/\btrue\b/g, () => 'false'],
  [/\bfalse\b/g, () => 'true'],
  [/\bnull(?=;|,|\})/g, () => 'undefined'],
  [/\.some\(/g, () => '.every('],
  [/\.find\(/g, () => '.findLast('],
  [/\bcase '[^']+'/g, found => found.replace(/'$/, "-gone'")],
];

/** Returns the mutants of a text: the mutated text, the line and its number, and a description of the change. */
export function* mutantsOf(text, within) {
  const code = withoutComments(text);
  const counts = new Map();
  for (const {at, from, to} of [...changesOf(code)].sort((a, b) => a.at - b.at)) {
    if (within && !within.some(part => isIn(part.exec(code), at))) continue;
    const start = text.lastIndexOf('\n', at - 1) + 1;
    const end = text.indexOf('\n', at);
    const line = text.slice(start, end < 0 ? undefined : end).trim();
    if (/^import\b/.test(line)) continue;
    const change = `${from.replace(/\s+/g, ' ')} → ${to.replace(/\s+/g, ' ')}`;
    const name = `${line}\n${change}`;
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    const row = text.slice(0, at).split('\n').length;
    yield {text: text.slice(0, at) + to + text.slice(at + from.length), line, row, change, nth};
  }
}

function isIn(found, at) {
  return found !== null && at >= found.index && at < found.index + found[0].length;
}

function* changesOf(code) {
  const plain = withoutTexts(code);
  for (const [pattern, ...makers] of operators) {
    // Only a case label's pattern may match inside a string.
    const searched = pattern.source.includes('case') ? code : plain;
    for (const {0: from, index: at} of searched.matchAll(pattern)) {
      for (const make of makers) yield {at, from, to: make(from)};
    }
  }
  for (const {0: from, index: at} of plain.matchAll(/(?<![\w.#$])\d[\d_]*\b/g)) {
    const value = Number(from.replaceAll('_', ''));
    for (const to of value === 0 ? [1] : [0, value * 2]) yield {at, from, to: String(to)};
  }
  yield* conditions(plain, code);
  yield* texts(code);
}

/** Replaces each condition of an if by true and by false. */
function* conditions(plain, code) {
  for (const {0: head, index} of plain.matchAll(/\bif \(/g)) {
    const at = index + head.length;
    let depth = 1;
    let end = at;
    for (; depth > 0 && end < plain.length; end += 1) depth += plain[end] === '(' ? 1 : plain[end] === ')' ? -1 : 0;
    const from = code.slice(at, end - 1);
    for (const to of ['true', 'false']) yield {at, from, to};
  }
}

/** Replaces each string by another. */
function* texts(code) {
  for (const {0: from, index: at} of code.matchAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g)) {
    if (!/case $/.test(code.slice(0, at))) yield {at, from, to: "'(another text)'"};
  }
}

/** Replaces comments by spaces, so that positions do not change. */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, blank);
}

/** Replaces the content of strings by spaces, except for the expressions in templates. */
function withoutTexts(code) {
  return code.replace(/'(?:[^'\\\n]|\\.)*'/g, blank).replace(/`(?:[^`\\]|\\.)*`/g, template =>
    template
      .split(/(\$\{[^}]*\})/)
      .map((part, index) => (index % 2 === 0 ? blank(part) : `  ${part.slice(2, -1)} `))
      .join(''),
  );
}

function blank(text) {
  return text.replace(/[^\n]/g, ' ');
}
