// What dependencies make while they are loaded, for texts that may never come: an Intl.Segmenter costs 6 ms, the table of all
// emoji 25 ms. Made on first use instead, and our own signs and the letters of Europe are no use of them.
import {fileURLToPath} from 'node:url';
import {patch} from './patch.mjs';

const single = fileURLToPath(new URL('../../src/text/single.ts', import.meta.url));

const importSingle = [
  "import stripAnsi from 'strip-ansi';",
  `import stripAnsi from 'strip-ansi';\nimport {single} from ${JSON.stringify(single)};`,
];

/** The declaration of a stand-in with one method, which makes the real thing when it is first called. */
function standIn(name, method, made) {
  return `let ${name}Made;\nconst ${name} = {${method}: text => (${name}Made ??= ${made}).${method}(text)};`;
}

function segmenter(name, made) {
  return [`const ${name} = ${made};`, standIn(name, 'segment', made)];
}

export const onFirstUse = patch('on-first-use', [
  {
    file: /[\\/]wrap-ansi[\\/]node_modules[\\/]string-width[\\/]index\.js$/,
    edits: [
      segmenter('segmenter', 'new Intl.Segmenter()'),
      importSingle,
      ['\tlet width = 0;', '\tif (ambiguousIsNarrow && single.test(string)) return string.length;\n\tlet width = 0;'],
    ],
  },
  {
    file: /(?<![\\/]wrap-ansi)[\\/]node_modules[\\/]string-width[\\/]index\.js$/,
    edits: [
      segmenter('segmenter', 'new Intl.Segmenter()'),
      [
        'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
        standIn('rgiEmojiRegex', 'test', "new RegExp('^\\\\p{RGI_Emoji}$', 'v')"),
      ],
      importSingle,
      ['/^[\\u0020-\\u007E]*$/.test(string)', '(ambiguousIsNarrow && single.test(string))'],
    ],
  },
  {
    file: /[\\/]ansi-tokenize[\\/]build[\\/]tokenize\.js$/,
    edits: [segmenter('segmenter', 'new Intl.Segmenter(undefined, { granularity: "grapheme" })')],
  },
  {
    file: /[\\/]slice-ansi[\\/]tokenize-ansi\.js$/,
    edits: [segmenter('GRAPHEME_SEGMENTER', "new Intl.Segmenter(undefined, {granularity: 'grapheme'})")],
  },
]);
