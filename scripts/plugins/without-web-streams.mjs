// fetch-blob looks for web streams and carries a polyfill of 180 kB. Node has had them since 18, but loads them when they are
// looked for: 3 ms at each start, for bodies that papertop never sends.
import {replaceOnce, rewrite} from './patch.mjs';

export const withoutWebStreams = rewrite('without-web-streams', [
  {
    file: /[\\/]fetch-blob[\\/]streams\.cjs$/,
    contents: (text, path) => {
      // All the file does is to fill gaps that Node no longer has.
      replaceOnce(text, 'if (!globalThis.ReadableStream) {', '', path);
      replaceOnce(text, 'if (Blob && !Blob.prototype.stream) {', '', path);
      return 'module.exports = {};';
    },
  },
]);
