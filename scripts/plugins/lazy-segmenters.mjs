// Three packages make an Intl.Segmenter while they are loaded: 6 ms each, for texts beyond ASCII that may never come.
import {patch} from './patch.mjs';

const onFirstUse = (name, made) =>
  `let ${name}Made;\nconst ${name} = {segment: text => (${name}Made ??= ${made}).segment(text)};`;

export const lazySegmenters = patch('lazy-segmenters', [
  {
    file: /[\\/]string-width[\\/]index\.js$/,
    edits: [['const segmenter = new Intl.Segmenter();', onFirstUse('segmenter', 'new Intl.Segmenter()')]],
  },
  {
    file: /[\\/]ansi-tokenize[\\/]build[\\/]tokenize\.js$/,
    edits: [
      [
        'const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });',
        onFirstUse('segmenter', 'new Intl.Segmenter(undefined, {granularity: "grapheme"})'),
      ],
    ],
  },
  {
    file: /[\\/]slice-ansi[\\/]tokenize-ansi\.js$/,
    edits: [
      [
        "const GRAPHEME_SEGMENTER = new Intl.Segmenter(undefined, {granularity: 'grapheme'});",
        onFirstUse('GRAPHEME_SEGMENTER', "new Intl.Segmenter(undefined, {granularity: 'grapheme'})"),
      ],
    ],
  },
]);
