// What dependencies make while they are loaded, for texts beyond ASCII that may never come: an Intl.Segmenter costs 6 ms, the
// table of all emoji 11 ms. Made on first use instead.
import {patch} from './patch.mjs';

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
    edits: [segmenter('segmenter', 'new Intl.Segmenter()')],
  },
  {
    file: /(?<![\\/]wrap-ansi)[\\/]node_modules[\\/]string-width[\\/]index\.js$/,
    edits: [
      segmenter('segmenter', 'new Intl.Segmenter()'),
      [
        'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
        standIn('rgiEmojiRegex', 'test', "new RegExp('^\\\\p{RGI_Emoji}$', 'v')"),
      ],
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
