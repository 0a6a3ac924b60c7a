// Defers initialisation in dependencies to first use: an Intl.Segmenter takes 6 ms, the emoji table 25 ms. Text that
// src/text/single-width.ts matches does not need them. Also defers loading of Node modules: child processes take 1 ms, TLS 3 ms,
// gzip 1 ms.
import {fileURLToPath} from 'node:url';
import {patch} from './patch.mjs';

const singleWidth = fileURLToPath(new URL('../../src/text/single-width.ts', import.meta.url));

const importSingle = [
  "import stripAnsi from 'strip-ansi';",
  `import stripAnsi from 'strip-ansi';\nimport {singleWidth} from ${JSON.stringify(singleWidth)};`,
];

/** Source of a proxy object with one method, which creates the real object when it is first called. */
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
      [
        '\tlet width = 0;',
        '\tif (ambiguousIsNarrow && singleWidth.test(string)) return string.length;\n\tlet width = 0;',
      ],
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
      ['/^[\\u0020-\\u007E]*$/.test(string)', '(ambiguousIsNarrow && singleWidth.test(string))'],
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
  {
    file: /[\\/]commander[\\/]lib[\\/]command\.js$/,
    edits: [
      [
        "const childProcess = require('node:child_process');",
        "const childProcess = {spawn: (...given) => process.getBuiltinModule('node:child_process').spawn(...given)};",
      ],
    ],
  },
  {
    file: /[\\/]node-fetch[\\/]src[\\/]index\.js$/,
    edits: [
      ["import https from 'node:https';", ''],
      ["import zlib from 'node:zlib';", ''],
      [
        '\t\t\tconst zlibOptions = {',
        "\t\t\tconst zlib = process.getBuiltinModule('node:zlib');\n\t\t\tconst zlibOptions = {",
      ],
      [
        "parsedURL.protocol === 'https:' ? https :",
        "parsedURL.protocol === 'https:' ? process.getBuiltinModule('node:https') :",
      ],
    ],
  },
]);
