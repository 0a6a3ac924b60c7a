// Ink's connection to React's devtools is for developers of Ink: it needs a package that users do not have.
import {replaceOnce, rewrite} from './patch.mjs';

export const withoutDevtools = rewrite('without-devtools', [
  {
    file: /[\\/]ink[\\/]build[\\/]devtools\.js$/,
    contents: (text, path) => {
      replaceOnce(text, "from 'react-devtools-core'", '', path);
      return 'export {};';
    },
  },
]);
