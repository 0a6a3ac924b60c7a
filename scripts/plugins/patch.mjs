// Patches the code of dependencies while they are bundled. The build fails if a patch no longer applies, so that an update of
// the dependency is noticed.
import {readFile} from 'node:fs/promises';

/**
 * An esbuild plugin that replaces texts in a dependency's file.
 * @param {string} name of the plugin, for messages
 * @param {{file: RegExp, edits: readonly (readonly [from: string, to: string])[]}[]} changes the edits of each file that
 *   `file` matches; each text must occur in it exactly once
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
 * An esbuild plugin that replaces the content of a dependency's files.
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

/** Returns the plugin without its check that the bundle contains the dependency. */
export function wherePresent({name, setup}) {
  return {name, setup: build => setup({...build, onEnd: () => {}})};
}

/** Returns the text with the occurrence of `from` replaced. Throws if there is not exactly one. */
export function replaceOnce(text, from, to, path) {
  const at = text.indexOf(from);
  if (at === -1) throw new Error(`${path} has no ${JSON.stringify(from.slice(0, 80))}`);
  if (text.includes(from, at + 1)) throw new Error(`${path} has ${JSON.stringify(from.slice(0, 80))} more than once`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}
