// Ink's connection to React's devtools is for developers of Ink: it needs a package that users do not have. Ink waits for it at
// its top level, and a module that awaits cannot be CommonJS, whose code V8 can cache.
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
