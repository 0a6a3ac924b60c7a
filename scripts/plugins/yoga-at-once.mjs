// Instantiates Yoga's wasm synchronously from bytes in the bundle. Yoga itself uses a top-level await of fetch('data:…'), which
// loads Node's fetch (25–35 ms), and which CommonJS, the only format in V8's code cache here, does not support.
import {replaceOnce, rewrite} from './patch.mjs';

const data = /"data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)"/;

export const yogaAtOnce = rewrite('yoga-at-once', [
  {
    file: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/,
    contents: (text, path) =>
      replaceOnce(
        replaceOnce(
          text,
          "import loadYoga from '../binaries/yoga-wasm-base64-esm.js';",
          "import loadYoga, {wasm} from '../binaries/yoga-wasm-base64-esm.js';",
          path,
        ),
        'const Yoga = wrapAssembly(await loadYoga());',
        `const assembly = {
  instantiateWasm(imports, receive) {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), imports);
    receive(instance);
    return instance.exports;
  },
};
loadYoga(assembly);
if (!assembly.calledRun) throw new Error('yoga did not start at once');
const Yoga = wrapAssembly(assembly);`,
        path,
      ),
  },
  {
    file: /[\\/]yoga-layout[\\/]dist[\\/]binaries[\\/]yoga-wasm-base64-esm\.js$/,
    contents: (text, path) => {
      const bytes = data.exec(text)?.[1];
      if (bytes === undefined) throw new Error(`${path} holds no wasm as a data URL`);
      // Emscripten's hook for passing an instance, which is called before the loader returns.
      replaceOnce(text, 'if(h.instantiateWasm)try{return h.instantiateWasm(d,\na)}', '', path);
      const bare = replaceOnce(text.replace(data, '""'), 'import.meta.url', 'undefined', path);
      return `${bare}\nexport const wasm = Buffer.from('${bytes}', 'base64');\n`;
    },
  },
]);
