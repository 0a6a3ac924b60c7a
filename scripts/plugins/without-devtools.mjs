// Removes Ink's connection to React's devtools, which needs a package that users do not have. Ink imports it with a top-level
// await, which CommonJS does not support, and only CommonJS code can be put into V8's code cache here.
import {patch} from './patch.mjs';

export const withoutDevtools = patch('without-devtools', [
  {
    file: /[\\/]ink[\\/]build[\\/]reconciler\.js$/,
    edits: [
      ["await import('./devtools.js');", ''],
      ['? await loadPackageJson()', '? { name: undefined, version: undefined }'],
    ],
  },
]);
