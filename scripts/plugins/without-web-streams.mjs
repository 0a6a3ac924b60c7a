// Removes fetch-blob's use of web streams and its polyfill of 180 kB. Node has web streams since 18, but loads them on first
// access, which takes 3 ms at each start, for request bodies that papertop never sends.
import {replaceOnce, rewrite} from './patch.mjs';

export const withoutWebStreams = rewrite('without-web-streams', [
  {
    file: /[\\/]fetch-blob[\\/]streams\.cjs$/,
    contents: (text, path) => {
      // The file only polyfills features that Node has.
      replaceOnce(text, 'if (!globalThis.ReadableStream) {', '', path);
      replaceOnce(text, 'if (Blob && !Blob.prototype.stream) {', '', path);
      return 'module.exports = {};';
    },
  },
]);
