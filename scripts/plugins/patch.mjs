// esbuild plugins that patch the code of dependencies. The build fails if the text to patch is not found, so that patches are
// reviewed when a dependency is updated.
import {readFile} from 'node:fs/promises';

/**
 * Creates an esbuild plugin that replaces texts in files of a dependency.
 * @param {string} name of the plugin, for messages
 * @param {{file: RegExp, edits: readonly (readonly [from: string, to: string])[]}[]} changes edits for every file that `file`
 *   matches; each `from` must occur exactly once
 */
export function patch(name, changes) {
  return rewrite(
    name,
    changes.map(({file, edits}) => ({
      file,
      contents: (text, path) => edits.reduce((patched, [from, to]) => replaceOnce(patched, from, to, path), text),
    })),
  );
}

/**
 * Creates an esbuild plugin that generates the contents of a dependency's files.
 * @param {string} name of the plugin, for messages
 * @param {{file: RegExp, contents: (text: string, path: string) => string}[]} changes `contents` throws if the file is not as
 *   expected
 */
export function rewrite(name, changes) {
  return {
    name,
    setup({onStart, onLoad, onEnd}) {
      const met = new Set();
      onStart(() => met.clear());
      onLoad({filter: /[\\/]node_modules[\\/].*\.c?js$/}, async ({path}) => {
        const change = changes.find(({file}) => file.test(path));
        if (!change) return undefined;
        met.add(change.file);
        try {
          return {contents: change.contents(await readFile(path, 'utf8'), path), loader: 'js'};
        } catch (error) {
          return {errors: [{text: `${error.message}: look at this plugin (scripts/plugins)`}]};
        }
      });
      onEnd(() => ({
        errors: changes
          .filter(({file}) => !met.has(file))
          .map(({file}) => ({
            text: `${name}: nothing in the bundle matches ${file}: look at this plugin (scripts/plugins)`,
          })),
      }));
    },
  };
}

/** The text with the occurrence of `from` replaced. Throws if there is not exactly one. */
export function replaceOnce(text, from, to, path) {
  const at = text.indexOf(from);
  if (at === -1) throw new Error(`${path} has no ${JSON.stringify(from.slice(0, 80))}`);
  if (text.includes(from, at + 1)) throw new Error(`${path} has ${JSON.stringify(from.slice(0, 80))} more than once`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}
